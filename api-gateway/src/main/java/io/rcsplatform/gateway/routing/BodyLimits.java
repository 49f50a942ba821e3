package io.rcsplatform.gateway.routing;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses bodies that say they are too large, and lets the others through under watch, without keeping any of them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimits extends OncePerRequestFilter {
    private final BodyProperties properties;
    private final HandlerExceptionResolver problems;

    BodyLimits(BodyProperties properties, HandlerExceptionResolver handlerExceptionResolver) {
        this.properties = properties;
        this.problems = handlerExceptionResolver;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = properties.limitOf(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            problems.resolveException(request, response, null, ClientFailure.tooLarge());
        } else {
            chain.doFilter(new Watched(request, limit, properties), response);
        }
    }

    private static final class Watched extends HttpServletRequestWrapper {
        private final long limit;
        private final BodyProperties properties;
        private @Nullable ServletInputStream body;

        Watched(HttpServletRequest request, long limit, BodyProperties properties) {
            super(request);
            this.limit = limit;
            this.properties = properties;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new WatchedBody(super.getInputStream(), limit, properties);
            }
            return body;
        }
    }
}
