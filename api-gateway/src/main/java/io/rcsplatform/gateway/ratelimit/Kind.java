package io.rcsplatform.gateway.ratelimit;

import io.rcsplatform.gateway.identity.Limits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a request is, as far as its limit goes. */
enum Kind {
    READS,
    WRITES,
    SENDS,
    WRONG_CREDENTIALS;

    private static final Pattern SEND = Pattern.compile("/v1/messages|/v1/campaigns/[^/]+/launch");

    static Kind of(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> READS;
            case "POST" -> SEND.matcher(request.getRequestURI()).matches() ? SENDS : WRITES;
            default -> WRITES;
        };
    }

    int in(Limits limits) {
        return switch (this) {
            case READS -> limits.readsPerSecond();
            case WRITES -> limits.writesPerSecond();
            case SENDS -> limits.sendsPerSecond();
            case WRONG_CREDENTIALS -> throw new IllegalArgumentException("no plan says anything about " + this);
        };
    }

    /** As clients read it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
