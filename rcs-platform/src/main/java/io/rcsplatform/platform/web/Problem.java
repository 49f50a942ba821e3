package io.rcsplatform.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rcsplatform.domain.content.Violation;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The body of every refusal: problem details of RFC 9457 with our members. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String requestId,
        boolean retryable,
        String action,
        List<Violation> errors) {
    /** The gateway has a page there for each. */
    public static final String TYPES = "/docs/errors/";

    static Problem of(ApiProblem refusal, @Nullable String requestId) {
        return new Problem(
                URI.create(TYPES + refusal.code()),
                refusal.title(),
                refusal.status().value(),
                refusal.code(),
                refusal.detail(),
                requestId,
                refusal.retryable(),
                refusal.action(),
                refusal.violations());
    }

    public static ResponseEntity<Problem> answer(ApiProblem refusal, @Nullable String requestId) {
        var answer = ResponseEntity.status(refusal.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        var retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            answer.header("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        return answer.body(of(refusal, requestId));
    }
}
