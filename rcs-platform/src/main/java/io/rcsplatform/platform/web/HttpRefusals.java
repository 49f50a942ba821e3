package io.rcsplatform.platform.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;

/** What Spring MVC itself refuses: no such path, wrong method, wrong media type, missing parameter. */
final class HttpRefusals {
    private HttpRefusals() {}

    static ApiProblem of(ErrorResponse refusal) {
        var status = HttpStatus.resolve(refusal.getStatusCode().value());
        var detail = refusal.getBody().getDetail();
        return of(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status, detail == null ? "" : detail);
    }

    static ApiProblem of(HttpStatus status, String detail) {
        return switch (status) {
            case NOT_FOUND ->
                ApiProblem.of(
                        status,
                        "not_found",
                        "There is nothing at this path",
                        "No resource has this path.",
                        "Check the path against the API's documentation.");
            case METHOD_NOT_ALLOWED ->
                ApiProblem.of(
                        status,
                        "method_not_allowed",
                        "The resource does not take this method",
                        detail,
                        "Use one of the methods that the header Allow lists.");
            case UNSUPPORTED_MEDIA_TYPE ->
                ApiProblem.of(
                        status,
                        "unsupported_media_type",
                        "The body's media type is not supported",
                        detail,
                        "Send the body as one of the types that the header Accept lists, with a matching Content-Type.");
            case NOT_ACCEPTABLE ->
                ApiProblem.of(
                        status, "not_acceptable", "No acceptable representation", detail, "Accept application/json.");
            case CONTENT_TOO_LARGE ->
                ApiProblem.of(status, "too_large", "The body is too large", detail, "Send less at a time.");
            case UNAUTHORIZED -> ApiProblem.unauthenticated(detail);
            case SERVICE_UNAVAILABLE -> ApiProblem.unavailable(detail, java.time.Duration.ofSeconds(5));
            default -> status.is4xxClientError() ? badRequest(status, detail) : internal(status);
        };
    }

    static HttpHeaders headers(ErrorResponse refusal, HttpHeaders ours) {
        var headers = new HttpHeaders();
        headers.putAll(refusal.getHeaders());
        headers.putAll(ours);
        return headers;
    }

    private static ApiProblem badRequest(HttpStatus status, String detail) {
        return ApiProblem.of(status, "bad_request", "The request is not right", detail, "Correct the request.");
    }

    private static ApiProblem internal(HttpStatus status) {
        return ApiProblem.of(
                status,
                "internal_error",
                "Something went wrong on our side",
                "The request could not be completed.",
                "Tell us the request_id.");
    }
}
