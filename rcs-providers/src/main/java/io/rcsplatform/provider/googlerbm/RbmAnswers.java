package io.rcsplatform.provider.googlerbm;

import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.provider.wire.HttpResult;
import io.rcsplatform.provider.wire.HttpResult.Answered;
import io.rcsplatform.provider.wire.HttpResult.Lost;
import io.rcsplatform.provider.wire.HttpResult.NotSent;
import io.rcsplatform.provider.wire.LooseJson;
import io.rcsplatform.provider.wire.Outcomes;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Google's answers mean: its canonical statuses, and the few sentences that tell two meanings of one status apart. */
final class RbmAnswers {
    private RbmAnswers() {}

    static SendOutcome outcome(MessageId id, HttpResult result, Instant now) {
        return switch (result) {
            case NotSent notSent -> Outcomes.notAnswered(notSent);
            case Lost lost -> Outcomes.notAnswered(lost);
            case Answered answer -> outcome(id, answer, now);
        };
    }

    private static SendOutcome outcome(MessageId id, Answered answer, Instant now) {
        var json = LooseJson.parse(answer.body()).value();
        var error = json.at("error");
        var words = Stream.of(error.first("message"), error.first("status"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return json instanceof LooseJson.Fields && !error.isPresent()
                    ? accepted(id)
                    : new Unknown("http " + status + " without a message");
        }
        var said = words.toLowerCase(Locale.ROOT);
        if (hasOurMessage(status, said)) {
            return accepted(id);
        }
        var detail = ("http " + status + " " + words).strip();
        if (status == 504) {
            return new Unknown(Outcomes.withoutNumbers(detail));
        }
        boolean fromTheApi = answer.body().isBlank() || json instanceof LooseJson.Fields;
        var reason = fromTheApi ? reason(status, said) : fromElsewhere(status);
        return Outcomes.refused(reason, Outcomes.after(answer.retryAfter(), now), detail);
    }

    /** Receipts name the message by the id that we gave it. */
    private static Accepted accepted(MessageId id) {
        return new Accepted(id.value().toString());
    }

    /** A conflict of any other name is one that passes. */
    private static boolean hasOurMessage(int status, String said) {
        return said.contains("already_exists") || (status == 409 && !said.contains("aborted"));
    }

    private static Reason reason(int status, String said) {
        return switch (status) {
            case 400 -> badRequest(said);
            case 401 -> Reason.AUTHENTICATION;
            case 403 -> isAboutTheProject(said) ? Reason.AUTHENTICATION : Reason.AGENT_NOT_LAUNCHED;
            case 404 -> said.contains("launched") ? Reason.AGENT_NOT_LAUNCHED : Reason.NOT_RCS;
            case 408, 409, 425 -> Reason.PROVIDER_DOWN;
            case 413 -> Reason.CONTENT_REJECTED;
            case 429 -> isAboutTheUser(said) ? Reason.USER_CAP : Reason.RATE_LIMITED;
            default -> status > 400 && status < 500 ? Reason.OTHER : Reason.PROVIDER_DOWN;
        };
    }

    /** A page of some proxy, or of Google's front end for a wrong address: nothing that is said of a recipient. */
    private static Reason fromElsewhere(int status) {
        return switch (status) {
            case 401, 429 -> reason(status, "");
            default -> Reason.PROVIDER_DOWN;
        };
    }

    private static Reason badRequest(String said) {
        if (said.contains("not support") || said.contains("unsupported")) {
            return Reason.FEATURE_UNSUPPORTED;
        }
        return said.contains("phone number") || said.contains("msisdn")
                ? Reason.INVALID_NUMBER
                : Reason.CONTENT_REJECTED;
    }

    /** The API is not switched on, or the token is for something else. */
    private static boolean isAboutTheProject(String said) {
        return said.contains("has not been used in project")
                || said.contains("disabled")
                || said.contains("authentication scopes");
    }

    /**
     * The limit of messages to one user, which waiting does not lift: "You have reached the allowed traffic limit for this agent on the
     * user, your message will not be delivered" (as callers relay it). Any other 429 is a rate.
     */
    private static boolean isAboutTheUser(String said) {
        return said.contains("on the user") || said.contains("per user") || said.contains("will not be delivered");
    }
}
