package io.rcsplatform.domain.message;

/**
 * How far a message, or one leg of it, has come. The order of the constants is the order of the join: of two facts about a leg
 * the higher one holds, so any order and any repetition of receipts ends in the same state. An end such as {@link #FAILED}
 * stands above {@link #SENT} and below {@link #DELIVERED}, since a device's own word overrides it.
 */
public enum MessageState {
    /** Taken over, nothing handed to a provider yet. */
    ACCEPTED,
    /** A request may be on its way to a provider. */
    SUBMITTING,
    /** A request left and its answer was lost: it may or may not have been accepted. */
    UNKNOWN,
    /** The provider has taken it. */
    SENT,
    /** Never submitted, with a reason. */
    SKIPPED,
    /** Never submitted, since its campaign or message was cancelled. */
    CANCELLED,
    FAILED,
    EXPIRED,
    REVOKED,
    DELIVERED,
    READ;

    /** Whether the state has an outcome to count: from {@link #UNKNOWN} on. What comes before it is work in hand. */
    public boolean isOutcome() {
        return compareTo(UNKNOWN) >= 0;
    }

    /** Whether the leg ended without reaching the recipient, so that another channel may be tried. */
    public boolean isUndelivered() {
        return this == FAILED || this == EXPIRED || this == REVOKED;
    }

    public boolean isDelivered() {
        return this == DELIVERED || this == READ;
    }

    public MessageState join(MessageState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
