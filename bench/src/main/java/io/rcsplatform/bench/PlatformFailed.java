package io.rcsplatform.bench;

import org.jspecify.annotations.Nullable;

/** The platform did not do what the client asked for; the message says what it answered. */
public final class PlatformFailed extends RuntimeException {
    PlatformFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
