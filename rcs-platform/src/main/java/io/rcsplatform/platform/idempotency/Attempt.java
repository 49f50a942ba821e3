package io.rcsplatform.platform.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request under a key: its hash, and what the key was answered with before. */
@SuppressWarnings("ArrayRecordComponent") // attempts are not compared
record Attempt(byte[] hash, @Nullable Answer before) {
    private static final String ATTRIBUTE = Attempt.class.getName();

    static Optional<Attempt> of(HttpServletRequest request) {
        return Optional.ofNullable((Attempt) request.getAttribute(ATTRIBUTE));
    }

    void begin(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
