package io.rcsplatform.simulator;

/** What a callback says. */
enum CallbackKind {
    SENT(0),
    DELIVERED(1),
    READ(2),
    FAILED(3),
    EXPIRED(4),
    STOP(5),
    TEXT(6),
    TAP(7),
    /** What somebody asked for, instead of a number's own behaviour. */
    INBOUND(8),
    /** Google's own word that somebody opted out, beside the STOP. */
    UNSUBSCRIBE(9);

    private static final CallbackKind[] ALL = values();

    private final int code;

    CallbackKind(int code) {
        this.code = code;
    }

    static CallbackKind of(int code) {
        return ALL[code];
    }

    /** From 0 on, without a gap. */
    int code() {
        return code;
    }
}
