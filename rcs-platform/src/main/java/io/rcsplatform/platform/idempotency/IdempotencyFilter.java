package io.rcsplatform.platform.idempotency;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.web.ApiProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Puts a POST with a key, its effect and its answer into one transaction: both are there or neither. Only what was done is kept; a request that was
 * refused, or failed, changed nothing and can be sent again. Streams, which are not JSON, are not taken part in.
 */
class IdempotencyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 255;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final AnswerTable answers;
    private final IdentityTokens tokens;
    private final TransactionTemplate transaction;
    private final HandlerExceptionResolver problems;

    IdempotencyFilter(
            AnswerTable answers,
            IdentityTokens tokens,
            TransactionTemplate transaction,
            HandlerExceptionResolver problems) {
        this.answers = answers;
        this.tokens = tokens;
        this.transaction = transaction;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null || !isJsonOrEmpty(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER);
        var tenant = tenantOf(request);
        if (tenant == null) {
            chain.doFilter(request, response); // it will be refused
        } else {
            try {
                requireUsable(key);
                var answer = transaction.execute(status -> attempt(tenant, key, request, response, chain, status));
                if (answer != null) {
                    answer.copyBodyToResponse();
                    answers.forgetOld();
                }
            } catch (ApiProblem refusal) {
                refuse(request, response, refusal);
            } catch (Passing e) {
                e.rethrow();
            }
        }
    }

    /** Returns what is to be answered once the transaction has ended; null where that was answered already. */
    private @Nullable ContentCachingResponseWrapper attempt(
            TenantId tenant,
            String key,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            TransactionStatus status) {
        try {
            if (!answers.lock(tenant, key)) {
                status.setRollbackOnly();
                refuse(
                        request,
                        response,
                        ApiProblem.inProgress(
                                "idempotency_in_progress",
                                "A request with this Idempotency-Key is being worked on.",
                                RETRY_AFTER));
                return null;
            }
            var read = new ReadRequest(request);
            var hash = read.hash();
            var before = answers.find(tenant, key).orElse(null);
            new Attempt(hash, before).begin(request);
            var answer = new ContentCachingResponseWrapper(response);
            chain.doFilter(read, answer);
            if (before != null || !HttpStatusCode.valueOf(answer.getStatus()).is2xxSuccessful()) {
                status.setRollbackOnly();
            } else {
                answers.add(tenant, key, Answer.of(hash, answer, holdsSecret(request)));
            }
            return answer;
        } catch (ServletException | IOException e) {
            throw new Passing(e);
        }
    }

    private @Nullable TenantId tenantOf(HttpServletRequest request) {
        var token = request.getHeader(IdentityTokens.HEADER);
        return token == null ? null : tokens.verify(token).map(Caller::tenant).orElse(null);
    }

    static void requireUsable(String key) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "idempotency_key_invalid",
                    "The Idempotency-Key cannot be used",
                    "It must have 1 to " + LONGEST + " characters.",
                    "Send a UUID, a new one for each thing that you do.");
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ApiProblem problem) {
        problems.resolveException(request, response, null, problem);
    }

    private static boolean holdsSecret(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler
                && handler.hasMethodAnnotation(AnsweredOnce.class);
    }

    private static boolean isJsonOrEmpty(HttpServletRequest request) {
        var type = request.getContentType();
        try {
            return type == null || MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /** Carries a filter's exception through the transaction, which it undoes. */
    private static final class Passing extends RuntimeException {
        Passing(Exception failure) {
            super(failure);
        }

        void rethrow() throws ServletException, IOException {
            switch (getCause()) {
                case ServletException e -> throw e;
                case IOException e -> throw e;
                case null, default -> throw this;
            }
        }
    }
}
