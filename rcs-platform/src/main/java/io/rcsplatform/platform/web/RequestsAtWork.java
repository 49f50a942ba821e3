package io.rcsplatform.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses requests beyond those that may be at work at once. Virtual threads have no such bound: what a slow database keeps waiting would
 * pile up until the heap is full. What is answered by another thread later counts only until then; how the process fares may always be asked.
 */
final class RequestsAtWork extends OncePerRequestFilter {
    private static final String ACTUATOR = "/actuator/";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore places;
    private final HandlerExceptionResolver problems;

    RequestsAtWork(int limit, HandlerExceptionResolver problems) {
        this.places = new Semaphore(limit);
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(ACTUATOR);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            var busy = ApiProblem.unavailable("Too many requests are being worked on.", RETRY_AFTER);
            problems.resolveException(request, response, null, busy);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }
}
