package io.rcsplatform.simulator;

/** How a number behaves on one channel. */
enum Conduct {
    /** Delivered, then read as often as is configured. SMS has no read receipts. */
    READ,
    DELIVERED,
    /** Accepted, and never heard of again. */
    SILENT,
    /** Refused at once: the phone has no RCS. */
    NOT_RCS,
    /** Refused at once, for good. */
    REJECTED,
    /** Accepted, and failed by a receipt. */
    FAILED,
    /** Accepted, and expired by a receipt. */
    EXPIRED,
    /** Refused for good: the limit of messages to one user. */
    USER_CAP,
    /** Throttled twice, accepted the third time. */
    THROTTLED_FIRST,
    /** Answered 503 twice, accepted the third time. */
    ERROR_FIRST,
    /** Answered 500 for ever. */
    ERROR,
    /** Accepted and answered late, after 1 to 3 seconds. */
    SLOW,
    /** Accepted and never answered. Receipts come all the same. */
    HANG,
    /** Accepted, then the connection is reset instead of an answer. Receipts come all the same. */
    RESET,
    /** As READ, with every callback sent twice. */
    DOUBLED,
    /** Read, delivered and sent, in this order. */
    REORDERED,
    /** As READ, with all callbacks before the answer to the submission. */
    EARLY,
    /** Delivered, then answered with STOP. */
    STOP,
    /** Delivered, read, then answered with a text. */
    REPLY,
    /** Delivered, read, then a suggestion is tapped. */
    TAP
}
