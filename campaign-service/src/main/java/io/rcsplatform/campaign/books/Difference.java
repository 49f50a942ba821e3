package io.rcsplatform.campaign.books;

import io.rcsplatform.campaign.progress.Counts;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a campaign's counters are not what the ledger counts, by the counter's name. */
record Difference(SortedMap<String, Sides> byName) {

    record Sides(long counted, long ledger) {}

    /** Of what both of them know: what was asked of fallback-service, and who was skipped before dispatch, the ledger does not. */
    static Difference between(Counts counted, Counts ledger) {
        var names = new TreeMap<>(counted.byName());
        names.putAll(ledger.byName());
        var found = new TreeMap<String, Sides>();
        for (var name : names.keySet()) {
            var sides = new Sides(counted.of(name), ledger.of(name));
            if (isInLedger(name) && sides.counted() != sides.ledger()) {
                found.put(name, sides);
            }
        }
        return new Difference(found);
    }

    boolean isNone() {
        return byName.isEmpty();
    }

    /** By how much the counters would have to move. */
    Counts correction() {
        var by = new TreeMap<String, Long>();
        byName.forEach((name, sides) -> by.put(name, sides.ledger() - sides.counted()));
        return Counts.standing(by);
    }

    private static boolean isInLedger(String name) {
        return name.startsWith(Counts.STATE)
                || name.equals(Counts.SMS_SETTLED)
                || name.equals(Counts.DELIVERED_TWICE)
                || name.equals(Counts.DUPLICATES);
    }
}
