package io.rcsplatform.campaign.books;

import io.rcsplatform.campaign.books.Difference.Sides;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign's counters compare with the ledger.
 *
 * @param messages that the ledger has; null where it did not answer or keeps them no longer
 * @param inProgress those of them without an outcome; null likewise
 * @param resent messages sent again since their answer was lost and no receipt came, as the policy never_miss has it: each may have
 *     arrived twice; null likewise
 * @param optOuts null likewise
 * @param differences by counter
 * @param differsSince since when it is certain that they differ, and not only that something is on its way; null where it is not
 */
record LedgerView(
        Agreement agreement,
        @Nullable Long messages,
        @Nullable Long inProgress,
        @Nullable Long resent,
        @Nullable OptOuts optOuts,
        Map<String, Sides> differences,
        @Nullable Instant differsSince) {

    static LedgerView without(Agreement agreement, @Nullable Instant differsSince) {
        return new LedgerView(agreement, null, null, null, null, Map.of(), differsSince);
    }

    enum Agreement {
        AGREES,
        /** They differ, and outcomes are still being counted. */
        IN_MOTION,
        DIFFERS,
        /** The ledger could not be asked. */
        NOT_AVAILABLE,
        /** The campaign was so long ago that its messages are kept no longer. */
        NOT_KEPT
    }
}
