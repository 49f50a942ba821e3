package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.dispatch.ledger.LegKey;
import org.jspecify.annotations.Nullable;

/**
 * A leg's id at the provider.
 *
 * @param traceparent of the call that brought it, where that is traced
 */
public record Reference(
        String account,
        String providerId,
        LegKey leg,
        @Nullable String traceparent) {
    public Reference {
        providerId = ProviderIds.normal(providerId);
    }
}
