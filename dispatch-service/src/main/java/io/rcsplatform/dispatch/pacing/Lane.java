package io.rcsplatform.dispatch.pacing;

/** Who goes first where a sender's rate is short. */
public enum Lane {
    /** Takes tokens only when they are there, so that what is urgent never queues behind it for long. */
    BULK,
    /** Takes the next tokens in advance. */
    EXPRESS
}
