package io.rcsplatform.dispatch.upkeep;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept, in days.
 *
 * @param ledger messages with all their legs, and the batches that they came in
 * @param references providers' ids, that is, for how long receipts find their message
 * @param payloads the content and recipients of a batch, after its deadline
 * @param deadLetters dead letters that were replayed or discarded, after that; open ones stay
 */
@ConfigurationProperties("rcs.dispatch.retention-days")
record UpkeepProperties(
        @DefaultValue("180") int ledger,
        @DefaultValue("60") int references,
        @DefaultValue("3") int payloads,
        @DefaultValue("30") int deadLetters) {
    UpkeepProperties {
        if (ledger < 1 || references < 1 || payloads < 0 || deadLetters < 0) {
            throw new IllegalArgumentException(
                    "rcs.dispatch.retention-days: ledger and references need at least 1, payloads and dead-letters at least 0");
        }
    }
}
