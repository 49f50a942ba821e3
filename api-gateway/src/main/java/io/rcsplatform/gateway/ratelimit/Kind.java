package io.rcsplatform.gateway.ratelimit;

import io.rcsplatform.gateway.identity.Limits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** What a request is, as far as its limit goes. */
enum Kind {
    READS,
    WRITES,
    SENDS;

    private static final String MESSAGES = "/v1/messages";

    static Kind of(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> READS;
            case "POST" -> request.getRequestURI().equals(MESSAGES) ? SENDS : WRITES;
            default -> WRITES;
        };
    }

    int in(Limits limits) {
        return switch (this) {
            case READS -> limits.readsPerSecond();
            case WRITES -> limits.writesPerSecond();
            case SENDS -> limits.sendsPerSecond();
        };
    }

    /** As clients read it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
