package io.rcsplatform.campaign.progress;

import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * By how much one event moves a campaign's counters, or where they stand. The names:
 * <ul>
 *   <li>{@code state:<state>[:<reason>]} – messages whose outcome this is now; together as many as have an outcome
 *   <li>{@code skip:<reason>} – recipients that were skipped when the audience was frozen
 *   <li>{@code fallback:requested}, {@code fallback:ordered}, {@code fallback:declined:<reason>}
 *   <li>{@code sms:settled} – ordered SMS legs with an outcome
 *   <li>{@code delivered_twice}, {@code duplicates}
 * </ul>
 */
public record Counts(SortedMap<String, Long> byName) {
    public static final String STATE = "state:";
    public static final String SKIP = "skip:";
    public static final String DECLINED = "fallback:declined:";
    public static final String REQUESTED = "fallback:requested";
    public static final String ORDERED = "fallback:ordered";
    public static final String SMS_SETTLED = "sms:settled";
    public static final String DELIVERED_TWICE = "delivered_twice";
    public static final String DUPLICATES = "duplicates";

    static Counts of(List<MessageEvents> events) {
        var counts = new Counts(new TreeMap<>());
        events.forEach(counts::add);
        counts.byName.values().removeIf(count -> count == 0);
        return counts;
    }

    static Counts of(FallbackDecided event) {
        var counts = new Counts(new TreeMap<>());
        for (var decision : event.decisions()) {
            var declined = decision.declined();
            counts.add(declined == null ? ORDERED : DECLINED + text(declined), 1);
        }
        return counts;
    }

    public long of(String name) {
        return byName.getOrDefault(name, 0L);
    }

    /** The sum over all names that start so. */
    public long sum(String prefix) {
        return startingWith(prefix).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many messages have this outcome, whatever the reason. */
    long in(MessageState state) {
        return of(STATE + text(state)) + sum(STATE + text(state) + ":");
    }

    /** The counts of all names that start so, by what follows; without the zeroes. */
    SortedMap<String, Long> startingWith(String prefix) {
        var found = new TreeMap<String, Long>();
        byName.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> entry.getValue() != 0)
                .forEach(entry -> found.put(entry.getKey().substring(prefix.length()), entry.getValue()));
        return found;
    }

    SortedMap<String, Long> reasonsOf(MessageState... states) {
        var found = new TreeMap<String, Long>();
        for (var state : states) {
            startingWith(STATE + text(state) + ":").forEach((reason, count) -> found.merge(reason, count, Long::sum));
        }
        return found;
    }

    private void add(MessageEvents event) {
        for (var change : event.changes()) {
            add(outcome(change.to(), change.reason()), 1);
            if (change.from() != null) {
                add(outcome(change.from(), change.fromReason()), -1);
            }
            add(DELIVERED_TWICE, change.deliveredTwice() ? 1 : 0);
        }
        for (var request : event.fallbacks()) {
            add(REQUESTED, request.recipients().size());
        }
        add(SMS_SETTLED, event.smsSettled());
        add(DUPLICATES, event.duplicates());
    }

    private void add(String name, long count) {
        byName.merge(name, count, Long::sum);
    }

    private static String outcome(MessageState state, @Nullable Reason reason) {
        return STATE + text(state) + (reason == null ? "" : ":" + text(reason));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public static Counts standing(Map<String, Long> byName) {
        return new Counts(new TreeMap<>(byName));
    }
}
