package io.rcsplatform.campaign.books;

import io.rcsplatform.campaign.progress.Counts;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger counts for a campaign.
 *
 * @param inProgress messages without an outcome
 * @param outcomes by state
 * @param reasons of outcomes that have one, by {@code state:reason}
 * @param legs by {@code channel:state}
 * @param resent messages sent again since their answer was lost and no receipt came; null where the ledger does not say
 * @param optOuts null where the ledger does not say
 * @param eventsWaiting events about this campaign that are not published yet
 */
record LedgerTotals(
        long messages,
        long inProgress,
        Map<String, Long> outcomes,
        Map<String, Long> reasons,
        Map<String, Long> legs,
        long deliveredTwice,
        long duplicates,
        long smsSettled,
        @Nullable Long resent,
        @Nullable OptOuts optOuts,
        long eventsWaiting) {
    private static final String SMS = "sms:";

    LedgerTotals {
        outcomes = Map.copyOf(outcomes);
        reasons = Map.copyOf(reasons);
        legs = Map.copyOf(legs);
    }

    /** As the counters should stand, as far as the ledger knows. */
    Counts counts() {
        var byName = new TreeMap<String, Long>();
        outcomes.forEach((state, count) -> byName.put(Counts.STATE + state, count));
        reasons.forEach((outcome, count) -> {
            var state = outcome.substring(0, outcome.indexOf(':'));
            byName.merge(Counts.STATE + state, -count, Long::sum);
            byName.put(Counts.STATE + outcome, count);
        });
        byName.put(Counts.DELIVERED_TWICE, deliveredTwice);
        byName.put(Counts.DUPLICATES, duplicates);
        byName.put(Counts.SMS_SETTLED, smsSettled);
        byName.values().removeIf(count -> count == 0);
        return Counts.standing(byName);
    }

    /** SMS legs that the ledger has, with or without an outcome. */
    long smsLegs() {
        return legs.entrySet().stream()
                .filter(leg -> leg.getKey().startsWith(SMS))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
