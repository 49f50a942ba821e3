package io.rcsplatform.platform.web;

import io.rcsplatform.domain.content.Violation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that is refused, as the client will read it. The code belongs to the public API: once published it keeps its meaning.
 */
public final class ApiProblem extends RuntimeException {
    private final HttpStatus status;
    private final String code;
    private final String title;
    private final boolean retryable;
    private final String action;
    private final List<Violation> violations;
    private final @Nullable Duration retryAfter;

    private ApiProblem(
            HttpStatus status,
            String code,
            String title,
            String detail,
            boolean retryable,
            String action,
            List<Violation> violations,
            @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.code = code;
        this.title = title;
        this.retryable = retryable;
        this.action = action;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    /** Any refusal that repeating the same request will not change. */
    public static ApiProblem of(HttpStatus status, String code, String title, String detail, String action) {
        return new ApiProblem(status, code, title, detail, false, action, List.of(), null);
    }

    /** @param noun such as {@code campaign}; a thing of another tenant is not found either */
    public static ApiProblem notFound(String noun, Object id) {
        return of(
                HttpStatus.NOT_FOUND,
                noun.replace(' ', '_') + "_not_found",
                "There is no such " + noun,
                "There is no " + noun + " " + id + ".",
                "Check the id, and that the API key belongs to the tenant that owns it.");
    }

    /** The request is sound and does not fit the state of things. */
    public static ApiProblem conflict(String code, String detail, String action) {
        return of(HttpStatus.CONFLICT, code, "The request conflicts with the current state", detail, action);
    }

    /** What was sent can be read and breaks rules: all of them, not only the first. */
    public static ApiProblem invalid(List<Violation> violations) {
        return withViolations(
                HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", "The request is not valid", violations);
    }

    /** One violation of a code of its own. */
    public static ApiProblem invalid(String pointer, String code, String detail) {
        return invalid(List.of(new Violation(pointer, code, detail)));
    }

    /** What was sent cannot be read as this request. */
    public static ApiProblem unreadable(String code, String title, List<Violation> violations) {
        return withViolations(HttpStatus.BAD_REQUEST, code, title, violations);
    }

    private static ApiProblem withViolations(HttpStatus status, String code, String title, List<Violation> violations) {
        var first = violations.getFirst();
        var detail = violations.size() > 1
                ? violations.size() + " things are wrong with the request."
                : first.pointer().isEmpty() ? first.detail() : first.pointer() + ": " + first.detail();
        return new ApiProblem(
                status, code, title, detail, false, "Correct what errors lists, and send it again.", violations, null);
    }

    public static ApiProblem unauthenticated(String detail) {
        return of(
                HttpStatus.UNAUTHORIZED,
                "unauthenticated",
                "Authentication is required",
                detail,
                "Send a valid API key in the header X-Api-Key.");
    }

    public static ApiProblem forbidden(String scope) {
        return of(
                HttpStatus.FORBIDDEN,
                "insufficient_scope",
                "The API key does not have the scope",
                "This needs the scope " + scope + ".",
                "Use an API key with that scope.");
    }

    /** The representation that the client changed is not the current one. */
    public static ApiProblem stale(String detail) {
        return of(
                HttpStatus.PRECONDITION_FAILED,
                "stale",
                "The resource has changed in the meantime",
                detail,
                "Get the resource again, and repeat the request with its new ETag in If-Match.");
    }

    /** The same thing is under way already. */
    public static ApiProblem inProgress(String code, String detail, Duration retryAfter) {
        return new ApiProblem(
                HttpStatus.CONFLICT,
                code,
                "The request is being worked on",
                detail,
                true,
                "Send the same request again later, to be told its outcome.",
                List.of(),
                retryAfter);
    }

    /** An Idempotency-Key stands for another request. */
    public static ApiProblem keyReused(String detail) {
        return of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency_key_reuse",
                "The Idempotency-Key was used for another request",
                detail,
                "Use a new key for each thing that you do, and the same key only to send the same request again.");
    }

    /** The same request will be answered once others are not made. */
    public static ApiProblem rateLimited(String detail, Duration retryAfter) {
        return new ApiProblem(
                HttpStatus.TOO_MANY_REQUESTS,
                "rate_limited",
                "Too many requests",
                detail,
                true,
                "Wait as long as Retry-After says, and keep to what the header RateLimit tells.",
                List.of(),
                retryAfter);
    }

    /** Not for now; the same request may work later. */
    public static ApiProblem unavailable(String detail, Duration retryAfter) {
        return new ApiProblem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "The service is not available for now",
                detail,
                true,
                "Send the same request again later.",
                List.of(),
                retryAfter);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public boolean retryable() {
        return retryable;
    }

    public String action() {
        return action;
    }

    public List<Violation> violations() {
        return violations;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
