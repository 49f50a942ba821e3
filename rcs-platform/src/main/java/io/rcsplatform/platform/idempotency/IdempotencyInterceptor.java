package io.rcsplatform.platform.idempotency;

import io.rcsplatform.platform.web.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Answers in a handler's place what was answered before, to callers who may use that handler. */
class IdempotencyInterceptor implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        requireKey(request, handler);
        var attempt = Attempt.of(request).orElse(null);
        if (attempt == null || attempt.before() == null) {
            return true;
        }
        if (!attempt.before().answers(attempt.hash())) {
            throw ApiProblem.keyReused(
                    "A request with another path or body was sent under this key in the last 72 hours.");
        }
        if (attempt.before().body() == null) {
            throw ApiProblem.conflict(
                    "answered_once",
                    "The request was carried out; its answer holds a secret and is not kept.",
                    "If the answer was lost, revoke what it made and make another with a new key.");
        }
        attempt.before().writeTo(response);
        return false;
    }

    private static void requireKey(HttpServletRequest request, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !method.hasMethodAnnotation(SentOnce.class)) {
            return;
        }
        var key = request.getHeader(IdempotencyFilter.HEADER);
        if (key == null) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "idempotency_key_required",
                    "The request has no Idempotency-Key",
                    "Without one, a request that is sent again after a lost answer is done twice.",
                    "Send a UUID in the header Idempotency-Key, the same when the request is sent again.");
        }
        IdempotencyFilter.requireUsable(key);
    }
}
