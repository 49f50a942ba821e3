package io.rcsplatform.campaign.books;

import org.jspecify.annotations.Nullable;

/**
 * What a provider account accepted in a span, by the provider's own record and by the ledger, for all that use the account.
 *
 * @param available whether the provider has a record, and showed it; without it the figures are null
 * @param acceptedAgain by the provider: submissions that were not the first to the same number
 * @param ledgerUnknown legs whose answer was lost, which the provider may have accepted
 */
record AccountRecord(
        String account,
        boolean available,
        @Nullable Long accepted,
        @Nullable Long acceptedAgain,
        @Nullable Long ledgerAccepted,
        @Nullable Long ledgerUnknown) {

    static AccountRecord notAvailable(String account) {
        return new AccountRecord(account, false, null, null, null, null);
    }
}
