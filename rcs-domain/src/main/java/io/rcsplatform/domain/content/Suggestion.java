package io.rcsplatform.domain.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A chip that the recipient can tap: an answer to send, or something for the phone to do. */
public sealed interface Suggestion {
    /** What the chip says. */
    String text();

    /** What comes back when it is tapped; opaque to providers. */
    String postbackData();

    record Reply(String text, String postbackData) implements Suggestion {}

    /** Opens in the browser, or in a web view where {@code application} says so and the device can. */
    record OpenUrl(String text, String postbackData, String url, Application application) implements Suggestion {}

    record Dial(String text, String postbackData, String phoneNumber) implements Suggestion {}

    record ViewLocation(
            String text,
            String postbackData,
            double latitude,
            double longitude,
            @Nullable String label) implements Suggestion {}

    record ShareLocation(String text, String postbackData) implements Suggestion {}

    record CreateCalendarEvent(
            String text,
            String postbackData,
            Instant startTime,
            Instant endTime,
            String title,
            @Nullable String description)
            implements Suggestion {}

    enum Application {
        BROWSER,
        WEBVIEW
    }
}
