package io.rcsplatform.platform.web;

import io.rcsplatform.domain.id.TypeId;
import io.rcsplatform.platform.id.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request an id, the client's own where it is sane: in each log line, in the answer's header and in each problem. */
public class RequestIds extends OncePerRequestFilter {
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final String MDC_KEY = "request_id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{8,128}");

    private final Ids ids;

    RequestIds(Ids ids) {
        this.ids = ids;
    }

    /** The id of the request at hand; null outside of one. */
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }

    /** The client's own id where it is sane, else a new one. */
    public static String choose(@Nullable String given, Ids ids) {
        return given != null && SANE.matcher(given).matches() ? given : TypeId.format("req", ids.draw());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = choose(request.getHeader(HEADER), ids);
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        try (var _ = MDC.putCloseable(MDC_KEY, id)) {
            chain.doFilter(request, response);
        }
    }
}
