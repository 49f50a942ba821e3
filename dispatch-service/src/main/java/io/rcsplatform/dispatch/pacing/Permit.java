package io.rcsplatform.dispatch.pacing;

import java.time.Duration;

/**
 * The answer of a token bucket.
 *
 * @param granted whether the tokens were taken; if not, ask again after the delay
 * @param delay before they may be used, or before asking again
 */
public record Permit(boolean granted, Duration delay) {
    static Permit of(boolean granted, long waitMicros) {
        return new Permit(granted, Duration.ofNanos(waitMicros * 1000));
    }
}
