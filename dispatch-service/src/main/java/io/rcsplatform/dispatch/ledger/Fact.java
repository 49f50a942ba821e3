package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.message.LegStatus;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something learnt about a leg. Its time is kept to the microsecond, as the ledger keeps it, so that a repetition is seen as one.
 *
 * @param providerId the provider's id, where this fact brought it
 * @param detail the provider's own code or words
 */
public record Fact(
        LegKey leg,
        MessageState state,
        Instant at,
        @Nullable Reason reason,
        @Nullable String providerId,
        @Nullable String detail) {
    private static final int DETAIL_LIMIT = 200;

    public Fact {
        at = at.truncatedTo(ChronoUnit.MICROS);
        detail = detail == null || detail.length() <= DETAIL_LIMIT ? detail : detail.substring(0, DETAIL_LIMIT);
    }

    public static Fact sent(LegKey leg, Instant at, String providerId) {
        return new Fact(leg, MessageState.SENT, at, null, providerId, null);
    }

    public static Fact of(
            LegKey leg, MessageState state, Instant at, @Nullable Reason reason, @Nullable String detail) {
        return new Fact(leg, state, at, reason, null, detail);
    }

    LegStatus status() {
        return LegStatus.of(state, at, reason);
    }
}
