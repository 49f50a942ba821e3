package io.rcsplatform.gateway.identity;

import io.rcsplatform.platform.web.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What a client shows to be let in. */
sealed interface Credential {
    String API_KEY_HEADER = "X-Api-Key";
    String BEARER = "Bearer ";

    record ApiKey(String secret) implements Credential {
        @Override
        public String toString() {
            return "ApiKey[***]";
        }
    }

    record Token(String jwt) implements Credential {
        @Override
        public String toString() {
            return "Token[***]";
        }
    }

    /** Empty where none is shown; one that means nothing here is refused, as are two at once. */
    static Optional<Credential> shownBy(HttpServletRequest request) {
        var keys = Collections.list(request.getHeaders(API_KEY_HEADER));
        var authorizations = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (keys.size() + authorizations.size() > 1) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "credential_ambiguous",
                    "More than one credential was given",
                    "The request carries more than one X-Api-Key or Authorization header.",
                    "Send one credential.");
        }
        if (!keys.isEmpty()) {
            return Optional.of(new ApiKey(keys.getFirst()));
        }
        return authorizations.stream().findFirst().map(Credential::authorization);
    }

    static ApiProblem invalid() {
        return ApiProblem.of(
                HttpStatus.UNAUTHORIZED,
                "credential_invalid",
                "The credential is not valid",
                "The API key or token is unknown, was revoked or has expired.",
                "Check it, and that it belongs to this installation; get a new token where it was one.");
    }

    private static Credential authorization(String value) {
        if (!value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw invalid();
        }
        var bearer = value.substring(BEARER.length()).strip();
        return bearer.startsWith("rcs_") ? new ApiKey(bearer) : new Token(bearer);
    }
}
