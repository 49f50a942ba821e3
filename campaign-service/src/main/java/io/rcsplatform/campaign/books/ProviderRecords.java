package io.rcsplatform.campaign.books;

import java.time.Instant;

/** Port: what providers have on record, as dispatch-service asks them. */
interface ProviderRecords {
    /** @throws Unanswered when dispatch-service cannot be asked for now */
    AccountRecord since(String account, Instant from);
}
