package io.rcsplatform.webhook.raw;

import java.util.UUID;

/**
 * A part of a callback that its reader did not understand.
 *
 * @param part its number within the callback
 * @param note one line without personal data
 */
public record Unrecognised(UUID rawId, int part, String account, String note) {
    private static final int NOTE_LENGTH = 500;

    public Unrecognised {
        note = note.length() > NOTE_LENGTH ? note.substring(0, NOTE_LENGTH) : note;
    }
}
