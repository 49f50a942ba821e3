package io.rcsplatform.gateway.routing;

import io.rcsplatform.platform.web.ApiProblem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The client's body did not come as it should: for that no service is to blame. */
public abstract sealed class ClientFailure extends IOException {
    private ClientFailure(String message, IOException cause) {
        super(message, cause);
    }

    private ClientFailure(String message) {
        super(message);
    }

    /** It is larger than a body may be there. */
    public static final class TooLarge extends ClientFailure {
        TooLarge(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /** It came too slowly, or stopped. */
    public static final class Broken extends ClientFailure {
        Broken(IOException cause) {
            super(cause.toString(), cause);
        }
    }

    static boolean isBehind(Throwable failure) {
        return find(failure) != null;
    }

    /** Null where the failure is another. */
    public static @Nullable ClientFailure find(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientFailure found) {
                return found;
            }
        }
        return null;
    }

    public static ApiProblem tooLarge() {
        return ApiProblem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "too_large",
                "The body is too large",
                "The request's body is larger than one may be here.",
                "Send less at a time.");
    }

    public static ApiProblem tooSlow() {
        return ApiProblem.of(
                HttpStatus.REQUEST_TIMEOUT,
                "request_timeout",
                "The body did not come in time",
                "The request's body came too slowly, or stopped.",
                "Send it again over a better connection, or in smaller parts.");
    }
}
