package io.rcsplatform.dispatch.deadletter;

import java.util.Locale;

/** What became of a dead letter. One that was put back and fails again is open again. */
enum State {
    OPEN,
    REPLAYED,
    DISCARDED;

    /** As it is written in the table and in the API. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
