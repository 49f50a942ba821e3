package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.message.SendOutcome.Unreachable;
import io.rcsplatform.provider.gupshup.HttpResult.Answered;
import io.rcsplatform.provider.gupshup.HttpResult.Lost;
import io.rcsplatform.provider.gupshup.HttpResult.NotSent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a refusal means for the message. */
final class Outcomes {
    private static final int LONGEST_DETAIL = 200;
    private static final Pattern NUMBERS = Pattern.compile("\\+?\\d{7,}");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    private Outcomes() {}

    /**
     * A reason decides what is worth doing: what lies with the recipient's phone is left to another channel; what lies with the
     * account or the provider passes and was certainly not accepted; the rest is final.
     */
    static SendOutcome refused(Reason reason, @Nullable Duration after, String detail) {
        var words = withoutNumbers(detail);
        return switch (reason) {
            case NOT_RCS, AGENT_NOT_LAUNCHED, FEATURE_UNSUPPORTED -> new Unreachable(reason, words);
            case RATE_LIMITED, PROVIDER_DOWN, AUTHENTICATION, BALANCE -> new Retry(after, reason, words);
            case USER_CAP,
                    TEMPLATE,
                    OPTED_OUT,
                    DO_NOT_DISTURB,
                    CURFEW,
                    EXPIRED,
                    INVALID_NUMBER,
                    CONTENT_REJECTED,
                    ABSENT_SUBSCRIBER,
                    BLOCKED,
                    MISSING_VARIABLE,
                    CAMPAIGN_CANCELLED,
                    ANSWER_LOST,
                    OTHER -> new Rejected(reason, words);
        };
    }

    static SendOutcome notAnswered(NotSent notSent) {
        return new Retry(null, Reason.PROVIDER_DOWN, withoutNumbers(notSent.detail()));
    }

    /** These providers assign their own ids, so a lost answer cannot be asked for again. */
    static SendOutcome notAnswered(Lost lost) {
        return new Unknown(withoutNumbers(lost.detail()));
    }

    /**
     * An answer other than 2xx.
     *
     * @param words the provider's own, empty where it said none
     * @param notFound what 404 means at this contract
     */
    static SendOutcome refused(Answered answer, String words, Reason notFound, Instant now) {
        var detail = ("http " + answer.status() + " " + words).strip();
        if (answer.status() == 504) {
            return new Unknown(withoutNumbers(detail));
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
        return refused(reason, after(answer.retryAfter(), now), detail);
    }

    private static Reason or(@Nullable Reason said, Reason otherwise) {
        return said == null ? otherwise : said;
    }

    /** {@code Retry-After} in either of its forms; null for none and for anything else. */
    static @Nullable Duration after(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        var text = retryAfter.strip();
        try {
            if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Duration.ofSeconds(Long.parseLong(text));
            }
            var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    /** A provider's words, fit to be kept: phone numbers taken out, one line, not long. */
    static String withoutNumbers(String words) {
        var line = BLANKS.matcher(NUMBERS.matcher(words).replaceAll("***"))
                .replaceAll(" ")
                .strip();
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL);
    }
}
