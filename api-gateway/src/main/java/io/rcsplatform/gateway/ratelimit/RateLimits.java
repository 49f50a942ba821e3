package io.rcsplatform.gateway.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.gateway.identity.Visitor;
import io.rcsplatform.platform.web.ApiProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Keeps tenants and keys to their limits, and tells them how they stand, in the fields of draft-ietf-httpapi-ratelimit-headers-10. Provider
 * callbacks are counted apart, by address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class RateLimits extends OncePerRequestFilter {
    private static final String CALLBACKS = "/callbacks/";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Limiter limiter;
    private final Buckets callbacks = Buckets.local();
    private final RateLimitProperties properties;
    private final HandlerExceptionResolver problems;
    private final MeterRegistry meters;

    RateLimits(
            Limiter limiter,
            RateLimitProperties properties,
            HandlerExceptionResolver handlerExceptionResolver,
            MeterRegistry meters) {
        this.limiter = limiter;
        this.properties = properties;
        this.problems = handlerExceptionResolver;
        this.meters = meters;
        for (var kind : Kind.values()) {
            limited(kind).increment(0);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var verdicts = request.getRequestURI().startsWith(CALLBACKS)
                ? List.of(callbacks.take(
                        Allowance.perSecond(request.getRequestURI(), Kind.WRITES, properties.callbacksPerSecond())))
                : Visitor.of(request)
                        .map(visitor -> take(visitor, Kind.of(request)))
                        .orElse(List.of());
        tell(verdicts, response);
        var refused = verdicts.stream().filter(verdict -> !verdict.granted()).findFirst();
        if (refused.isPresent()) {
            refuse(refused.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The key's own limit comes first: what it refuses costs the tenant nothing. */
    private List<Verdict> take(Visitor visitor, Kind kind) {
        var caller = visitor.caller();
        var ofTenant = Allowance.perSecond(caller.tenant().toString(), kind, kind.in(visitor.limits()));
        if (visitor.keyLimits() == null) {
            return List.of(limiter.take(ofTenant));
        }
        var byKey = limiter.take(Allowance.perSecond(caller.key().toString(), kind, kind.in(visitor.keyLimits())));
        return byKey.granted() ? List.of(byKey, limiter.take(ofTenant)) : List.of(byKey);
    }

    private void refuse(Verdict verdict, HttpServletRequest request, HttpServletResponse response) {
        limited(verdict.allowance().kind()).increment();
        var wait = verdict.next().compareTo(SECOND) < 0 ? SECOND : verdict.next();
        problems.resolveException(
                request,
                response,
                null,
                ApiProblem.rateLimited(
                        "More than " + verdict.allowance().requests() + " "
                                + verdict.allowance().kind().label() + " in a second.",
                        wait));
    }

    private Counter limited(Kind kind) {
        return meters.counter("rcs.gateway.limited", "kind", kind.label());
    }

    private static void tell(List<Verdict> verdicts, HttpServletResponse response) {
        if (!verdicts.isEmpty()) {
            response.setHeader(
                    "RateLimit-Policy",
                    items(verdicts.stream()
                            .map(verdict ->
                                    item(verdict) + ";q=" + verdict.allowance().requests() + ";w=1")));
            response.setHeader(
                    "RateLimit",
                    items(verdicts.stream()
                            .map(verdict -> item(verdict) + ";r=" + verdict.left() + ";t=" + seconds(verdict.full()))));
        }
    }

    private static String item(Verdict verdict) {
        var allowance = verdict.allowance();
        return '"'
                + (allowance.owner().startsWith("key_") ? "key-" : "")
                + allowance.kind().label()
                + '"';
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    private static String items(Stream<String> items) {
        return items.collect(Collectors.joining(", "));
    }
}
