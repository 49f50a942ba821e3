package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.provider.wire.HttpResult.Answered;
import io.rcsplatform.provider.wire.Outcomes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What Gupshup's answers mean by their HTTP status. */
final class Answers {
    private Answers() {}

    /**
     * An answer other than 2xx.
     *
     * @param words the provider's own, empty where it said none
     * @param notFound what 404 means at this contract
     */
    static SendOutcome refused(Answered answer, String words, Reason notFound, Instant now) {
        var detail = ("http " + answer.status() + " " + words).strip();
        if (answer.status() == 504) {
            return new Unknown(Outcomes.withoutNumbers(detail));
        }
        var said = ReasonWords.read(words);
        var reason = switch (answer.status()) {
            case 401 -> Reason.AUTHENTICATION;
            case 402 -> Reason.BALANCE;
            case 408, 425 -> Reason.PROVIDER_DOWN;
            case 403 -> or(said, Reason.AUTHENTICATION);
            case 404 -> or(said, notFound);
            case 409 -> or(said, Reason.TEMPLATE);
            case 410 -> or(said, Reason.OPTED_OUT);
            case 423 -> or(said, Reason.DO_NOT_DISTURB);
            case 429 -> said == Reason.USER_CAP ? said : Reason.RATE_LIMITED;
            case 400, 413, 414, 415, 422 -> or(said, Reason.CONTENT_REJECTED);
            default -> answer.status() >= 400 && answer.status() < 500 ? or(said, Reason.OTHER) : Reason.PROVIDER_DOWN;
        };
        return Outcomes.refused(reason, Outcomes.after(answer.retryAfter(), now), detail);
    }

    private static Reason or(@Nullable Reason said, Reason otherwise) {
        return said == null ? otherwise : said;
    }
}
