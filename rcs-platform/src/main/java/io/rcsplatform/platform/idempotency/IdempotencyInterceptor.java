package io.rcsplatform.platform.idempotency;

import io.rcsplatform.platform.web.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/** Answers in a handler's place what was answered before, to callers who may use that handler. */
class IdempotencyInterceptor implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        var attempt = Attempt.of(request).orElse(null);
        if (attempt == null || attempt.before() == null) {
            return true;
        }
        if (!attempt.before().answers(attempt.hash())) {
            throw ApiProblem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency_key_reuse",
                    "The Idempotency-Key was used for another request",
                    "A request with another path or body was sent under this key in the last 72 hours.",
                    "Use a new key for each thing that you do, and the same key only to send the same request again.");
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
}
