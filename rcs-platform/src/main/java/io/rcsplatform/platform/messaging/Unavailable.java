package io.rcsplatform.platform.messaging;

import org.jspecify.annotations.Nullable;

/**
 * Something that a consumer needs is gone for now and will be back. A message whose consumer throws this is tried again until it
 * succeeds, and is never dead-lettered for it.
 */
public class Unavailable extends RuntimeException {
    public Unavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
