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
        boolean hasRcs = rcs != null && rcs.state().isOutcome();
        boolean hasSms = sms != null && sms.state().isOutcome();
        if (!hasRcs && !hasSms) {
            return NONE;
        }
        if (hasRcs && !(hasSms && weight(sms.state()) > weight(rcs.state()))) {
            boolean twice = hasSms && rcs.state().isDelivered() && sms.state().isDelivered();
            return new MessageOutcome(rcs.state(), rcs.reason(), Channel.RCS, twice);
        }
        return new MessageOutcome(sms.state(), sms.reason(), Channel.SMS, false);
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
