package io.rcsplatform.gateway.identity;

import io.rcsplatform.platform.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whoever was let in.
 *
 * @param limits of the tenant
 * @param keyLimits of the key itself, where it has some
 */
public record Visitor(
        Caller caller, Limits limits, @Nullable Limits keyLimits) {
    private static final String ATTRIBUTE = Visitor.class.getName();

    /** Who makes the request; empty for one that showed no credential. */
    public static Optional<Visitor> of(HttpServletRequest request) {
        return Optional.ofNullable((Visitor) request.getAttribute(ATTRIBUTE));
    }

    void enter(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
