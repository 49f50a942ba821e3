package io.rcsplatform.gateway.identity;

import io.rcsplatform.gateway.problem.Problem;
import io.rcsplatform.gateway.problem.RequestId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first to see a request: names it, drops identity that a client claims for itself, and lets nobody into {@code /v1} without a
 * valid API key. Provider callbacks pass; webhook-service knows them by their own secret.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class FrontDoor extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final String API_KEY = "X-Api-Key";
    private static final String BEARER_KEY = "Bearer rcs_";

    private final RequestId requestIds;
    private final KeyVerifier keys;
    private final IdentityTokens tokens;
    private final JsonMapper json;

    FrontDoor(RequestId requestIds, KeyVerifier keys, IdentityTokens tokens, JsonMapper json) {
        this.requestIds = requestIds;
        this.keys = keys;
        this.tokens = tokens;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var requestId = requestIds.of(request.getHeader(RequestId.HEADER));
        request.setAttribute(RequestId.HEADER, requestId);
        response.setHeader(RequestId.HEADER, requestId);
        var headers = new HashMap<String, @Nullable String>();
        headers.put(RequestId.HEADER, requestId);
        headers.put(IdentityTokens.HEADER, null);
        headers.put(API_KEY, null);
        try (var _ = MDC.putCloseable("request_id", requestId)) {
            if (isApi(request)) {
                var refusal = identify(request, headers);
                if (refusal.isPresent()) {
                    refuse(refusal.get(), requestId, response);
                    return;
                }
            }
            chain.doFilter(new ReplacedHeaders(request, headers), response);
        }
    }

    private Optional<Problem> identify(HttpServletRequest request, Map<String, @Nullable String> headers) {
        var key = presentedKey(request);
        if (key == null) {
            return Optional.of(Problem.CREDENTIAL_MISSING);
        }
        try {
            var owner = keys.ownerOf(key);
            owner.ifPresent(known -> {
                headers.put(IdentityTokens.HEADER, tokens.issue(known));
                headers.put(HttpHeaders.AUTHORIZATION, null);
            });
            return owner.isPresent() ? Optional.empty() : Optional.of(Problem.CREDENTIAL_INVALID);
        } catch (RestClientException e) {
            LOG.atWarn().setCause(e).log("key.verification_failed");
            return Optional.of(Problem.SERVICE_UNAVAILABLE);
        }
    }

    private static boolean isApi(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/v1") || path.startsWith("/v1/");
    }

    private static @Nullable String presentedKey(HttpServletRequest request) {
        var key = request.getHeader(API_KEY);
        if (key != null) {
            return key;
        }
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith(BEARER_KEY)
                ? authorization.substring("Bearer ".length())
                : null;
    }

    private void refuse(Problem problem, String requestId, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream().write(json.writeValueAsBytes(problem.detail(requestId)));
    }
}
