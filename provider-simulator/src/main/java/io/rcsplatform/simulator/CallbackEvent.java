package io.rcsplatform.simulator;

/**
 * One callback as a number of 48 bits: 36 for the submission's position (or the inbound message's number), 6 for what it says, 6 for the
 * attempts made.
 */
final class CallbackEvent {
    private static final int KIND_SHIFT = 36;
    private static final int ATTEMPT_SHIFT = 42;
    private static final int SIX_BITS = 63;

    private CallbackEvent() {}

    static long of(CallbackKind kind, long position) {
        return position | ((long) kind.code() << KIND_SHIFT);
    }

    static long position(long event) {
        return event & ((1L << KIND_SHIFT) - 1);
    }

    static CallbackKind kind(long event) {
        return CallbackKind.of((int) (event >>> KIND_SHIFT) & SIX_BITS);
    }

    static int attempt(long event) {
        return (int) (event >>> ATTEMPT_SHIFT) & SIX_BITS;
    }

    static long again(long event) {
        return event + (1L << ATTEMPT_SHIFT);
    }
}
