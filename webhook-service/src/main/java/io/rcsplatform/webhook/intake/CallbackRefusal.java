package io.rcsplatform.webhook.intake;

import io.rcsplatform.platform.web.ApiProblem;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Why a callback is not taken. What will pass is 503 and never a 4xx, since some providers drop for ever what was answered so. None of
 * these repeats the address, whose last part is a secret.
 */
enum CallbackRefusal {
    UNKNOWN_ADDRESS {
        @Override
        ApiProblem problem() {
            return ApiProblem.of(
                    HttpStatus.NOT_FOUND,
                    "callback_address_not_found",
                    "There is no such callback address",
                    "No provider account has this callback address.",
                    "Check the callback address in the provider's settings.");
        }
    },
    METHOD {
        @Override
        ApiProblem problem() {
            return ApiProblem.of(
                    HttpStatus.METHOD_NOT_ALLOWED,
                    "method_not_allowed",
                    "Callbacks come by GET or POST",
                    "Callbacks are taken by GET and POST only.",
                    "Send the callback by POST.");
        }
    },
    NOT_AUTHENTIC {
        @Override
        ApiProblem problem() {
            return ApiProblem.of(
                    HttpStatus.UNAUTHORIZED,
                    "callback_not_authentic",
                    "The callback is not the provider's",
                    "The callback's signature or credentials do not fit the account.",
                    "Check the callback secret in the account's credentials and in the provider's settings.");
        }
    },
    TOO_LARGE {
        @Override
        ApiProblem problem() {
            return ApiProblem.of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "too_large",
                    "The callback is too large",
                    "The callback is larger than rcs.webhook.max-body allows.",
                    "Have the provider put less into one callback, or raise the limit.");
        }
    },
    BUSY {
        @Override
        ApiProblem problem() {
            return ApiProblem.unavailable("Too many callbacks wait to be stored.", Duration.ofSeconds(1));
        }
    },
    NOT_STORED {
        @Override
        ApiProblem problem() {
            return ApiProblem.unavailable("The callback could not be stored.", Duration.ofSeconds(5));
        }
    };

    static final String ATTRIBUTE = "callback-refusal";

    abstract ApiProblem problem();

    /** The methods that would be taken, where this one is not. */
    Optional<String> allowed() {
        return this == METHOD ? Optional.of("GET, POST") : Optional.empty();
    }
}
