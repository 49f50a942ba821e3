package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.dispatch.ledger.LegKey;

/** A leg's id at the provider. */
public record Reference(String account, String providerId, LegKey leg) {
    public Reference {
        providerId = ProviderIds.normal(providerId);
    }
}
