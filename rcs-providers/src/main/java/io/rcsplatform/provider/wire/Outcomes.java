package io.rcsplatform.provider.wire;

import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.message.SendOutcome.Unreachable;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.wire.HttpResult.Lost;
import io.rcsplatform.provider.wire.HttpResult.NotSent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a refusal, or no answer at all, means for the message. */
public final class Outcomes {
    private static final int LONGEST_DETAIL = 200;
    private static final Pattern NUMBERS = Pattern.compile("\\+?\\d{7,}");
    private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    private Outcomes() {}

    /**
     * A reason decides what is worth doing: what lies with the recipient's phone is left to another channel; what lies with the
     * account or the provider passes and was certainly not accepted; the rest is final.
     */
    public static SendOutcome refused(Reason reason, @Nullable Duration after, String detail) {
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

    public static SendOutcome notAnswered(NotSent notSent) {
        return new Retry(null, Reason.PROVIDER_DOWN, withoutNumbers(notSent.detail()));
    }

    /** Whether it may be asked for again is for the sender to say, by {@link MessageSender#idempotent()}. */
    public static SendOutcome notAnswered(Lost lost) {
        return new Unknown(withoutNumbers(lost.detail()));
    }

    /** {@code Retry-After} in either of its forms; null for none and for anything else. */
    public static @Nullable Duration after(@Nullable String retryAfter, Instant now) {
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
    public static String withoutNumbers(String words) {
        var line = BLANKS.matcher(NUMBERS.matcher(words).replaceAll("***"))
                .replaceAll(" ")
                .strip();
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL);
    }
}
