package io.rcsplatform.domain.message;

import org.jspecify.annotations.Nullable;

/**
 * What a message as a whole has come to, over its RCS leg and the SMS leg that may have followed. One message has one outcome,
 * however many legs it took.
 *
 * @param state null while no leg has an outcome
 * @param channel of the leg that decides; null with the state
 * @param deliveredTwice whether both legs arrived, which fallback tries to prevent and a metric counts
 */
public record MessageOutcome(
        @Nullable MessageState state,
        @Nullable Reason reason,
        @Nullable Channel channel,
        boolean deliveredTwice) {

    private static final MessageOutcome NONE = new MessageOutcome(null, null, null, false);

    public static MessageOutcome of(@Nullable LegStatus rcs, @Nullable LegStatus sms) {
        var first = settled(rcs);
        var second = settled(sms);
        if (second == null) {
            return first == null ? NONE : new MessageOutcome(first.state(), first.reason(), Channel.RCS, false);
        }
        if (first == null || weight(second.state()) > weight(first.state())) {
            boolean twice = first != null && first.state().isDelivered();
            return new MessageOutcome(second.state(), second.reason(), Channel.SMS, twice);
        }
        boolean twice = first.state().isDelivered() && second.state().isDelivered();
        return new MessageOutcome(first.state(), first.reason(), Channel.RCS, twice);
    }

    private static @Nullable LegStatus settled(@Nullable LegStatus leg) {
        return leg != null && leg.state().isOutcome() ? leg : null;
    }

    /** Between legs any sign of life outweighs an end: a failed RCS leg does not hide the SMS that went out after it. */
    private static int weight(MessageState state) {
        return switch (state) {
            case ACCEPTED, SUBMITTING -> 0;
            case CANCELLED, SKIPPED -> 1;
            case FAILED, EXPIRED, REVOKED -> 2;
            case UNKNOWN -> 3;
            case SENT -> 4;
            case DELIVERED -> 5;
            case READ -> 6;
        };
    }
}
