package io.rcsplatform.campaign.books;

import org.jspecify.annotations.Nullable;

/**
 * How the ledger compares with the record of a provider account that a campaign was sent through, from its launch on. An account's record
 * knows no campaigns: all that went through the account since then is in both figures.
 *
 * @param agreement whether the provider accepted what the ledger says it did; the ledger's unknown legs may be among it
 * @param accepted by the provider's record; null where there is none
 * @param acceptedAgain those of them that were not the first to the same number; null likewise
 */
record ProviderView(
        String account,
        Agreement agreement,
        @Nullable Long accepted,
        @Nullable Long acceptedAgain,
        @Nullable Long ledgerAccepted,
        @Nullable Long ledgerUnknown) {

    enum Agreement {
        AGREES,
        DIFFERS,
        /** The provider has no record of its own, or does not show it. */
        NOT_AVAILABLE
    }
}
