package io.rcsplatform.domain.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one leg: a join of facts, each with the time it was first true. Joining is commutative, associative and
 * idempotent, so receipts may come in any order and any number.
 *
 * @param reason of the highest undelivered end; null where there is none
 */
public record LegStatus(
        MessageState state,
        @Nullable Reason reason,
        @Nullable Instant sentAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        @Nullable Instant endedAt) {

    /** A single fact. Reading implies delivery, and delivery implies that the provider had it. */
    public static LegStatus of(MessageState state, Instant at, @Nullable Reason reason) {
        return switch (state) {
            case ACCEPTED, SUBMITTING -> new LegStatus(state, null, null, null, null, null);
            case UNKNOWN -> new LegStatus(state, reason, null, null, null, null);
            case SENT -> new LegStatus(state, null, at, null, null, null);
            case SKIPPED, CANCELLED, FAILED, EXPIRED, REVOKED -> new LegStatus(state, reason, null, null, null, at);
            case DELIVERED -> new LegStatus(state, null, null, at, null, null);
            case READ -> new LegStatus(state, null, null, null, at, null);
        };
    }

    public LegStatus join(LegStatus other) {
        var joined = state.join(other.state);
        return new LegStatus(
                joined,
                reasonOf(joined, other),
                earliest(sentAt, other.sentAt),
                earliest(deliveredAt, other.deliveredAt),
                earliest(readAt, other.readAt),
                earliest(endedAt, other.endedAt));
    }

    /** The reason goes with the state; of two reasons for one state the first in the vocabulary holds. */
    private @Nullable Reason reasonOf(MessageState joined, LegStatus other) {
        var mine = state == joined ? reason : null;
        var theirs = other.state == joined ? other.reason : null;
        if (mine == null || theirs == null) {
            return mine == null ? theirs : mine;
        }
        return mine.compareTo(theirs) <= 0 ? mine : theirs;
    }

    private static @Nullable Instant earliest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
