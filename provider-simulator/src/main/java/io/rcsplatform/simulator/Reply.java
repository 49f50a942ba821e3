package io.rcsplatform.simulator;

/**
 * How a submission is answered.
 *
 * @param position in the log; below zero where it was not accepted
 * @param delayMs before the answer
 */
record Reply(Kind kind, long position, int delayMs) {
    enum Kind {
        ACCEPTED,
        NOT_RCS,
        REJECTED,
        USER_CAP,
        THROTTLED,
        UNAVAILABLE,
        ERROR,
        /** No answer at all. */
        HANG,
        /** A reset instead of an answer. */
        RESET
    }
}
