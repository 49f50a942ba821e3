package io.rcsplatform.gateway.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** What the gateway itself refuses. Each code is part of the public API. */
public enum Problem {
    CREDENTIAL_MISSING(
            HttpStatus.UNAUTHORIZED, "No credential was given", "Send your API key in the header X-Api-Key", false),
    CREDENTIAL_INVALID(
            HttpStatus.UNAUTHORIZED,
            "The API key is not valid",
            "Check the key; it may have been revoked or belong to another installation",
            false),
    NOT_FOUND(
            HttpStatus.NOT_FOUND, "There is nothing at this address", "Look the address up in the API document", false),
    SERVICE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "A service behind the gateway does not answer",
            "Try again in a moment",
            true),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "The gateway failed",
            "Try again; if it stays, report the request id",
            true);

    private final HttpStatus status;
    private final String title;
    private final String action;
    private final boolean retryable;

    Problem(HttpStatus status, String title, String action, boolean retryable) {
        this.status = status;
        this.title = title;
        this.action = action;
        this.retryable = retryable;
    }

    public HttpStatus status() {
        return status;
    }

    public ProblemDetail detail(String requestId) {
        var code = name().toLowerCase(java.util.Locale.ROOT);
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:rcs:problem:" + code));
        problem.setTitle(title);
        problem.setProperty("code", code);
        problem.setProperty("request_id", requestId);
        problem.setProperty("retryable", retryable);
        problem.setProperty("action", action);
        return problem;
    }
}
