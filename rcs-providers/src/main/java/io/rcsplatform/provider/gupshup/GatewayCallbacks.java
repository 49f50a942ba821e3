package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.provider.CallbackContent;
import io.rcsplatform.provider.CallbackReader;
import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.provider.wire.Findings;
import io.rcsplatform.provider.wire.LooseJson;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delivery reports of the enterprise gateway: batches in a form's field {@code response}, or one in a query string. Of RCS on this
 * gateway the documents only say that receipts and replies are forwarded; the same batch form is read, and replies in whatever
 * fields they are likely to come.
 */
final class GatewayCallbacks implements CallbackReader {
    private static final Map<String, Reason> CODES = Map.of(
            "001", Reason.ABSENT_SUBSCRIBER,
            "002", Reason.BLOCKED,
            "003", Reason.INVALID_NUMBER,
            "004", Reason.PROVIDER_DOWN,
            "005", Reason.PROVIDER_DOWN,
            "006", Reason.DO_NOT_DISTURB,
            "007", Reason.BLOCKED,
            "008", Reason.DO_NOT_DISTURB,
            "009", Reason.CURFEW);
    private static final String PRINTED_FORM = "[response=";

    /** Gupshup signs nothing: the secret path is all there is. */
    @Override
    public boolean authentic(CallbackRequest request) {
        return true;
    }

    @Override
    public CallbackContent read(CallbackRequest request) {
        var findings = new Findings(request.receivedAt());
        var text = CallbackBody.text(request);
        if (text.isEmpty()) {
            event(CallbackBody.form(request.query()), findings);
        } else {
            body(text, findings);
        }
        return findings.content();
    }

    private static void body(String text, Findings findings) {
        if (text.startsWith(PRINTED_FORM)) {
            json(text.substring(PRINTED_FORM.length(), text.length() - (text.endsWith("]") ? 1 : 0)), findings);
        } else if (CallbackBody.looksLikeJson(text)) {
            json(text, findings);
        } else {
            var form = CallbackBody.form(text);
            if (form.at("response") instanceof LooseJson.Text(var response)) {
                json(response, findings);
            } else {
                event(form, findings);
            }
        }
    }

    private static void json(String text, Findings findings) {
        var parsed = LooseJson.parse(text);
        var value = parsed.value().at("response").isPresent() ? parsed.value().at("response") : parsed.value();
        switch (value) {
            case LooseJson.Items(var items) -> items.forEach(item -> event(item, findings));
            case LooseJson.Text(var inner)
            when CallbackBody.looksLikeJson(inner.strip()) && !inner.equals(text) -> json(inner.strip(), findings);
            case LooseJson.Fields _ -> event(value, findings);
            case LooseJson.Text _, LooseJson.Nothing _ -> findings.unrecognised("not a report", value);
        }
        if (!parsed.whole()) {
            findings.unrecognised("unreadable JSON at the end of " + text.length() + " characters");
        }
    }

    private static void event(LooseJson event, Findings findings) {
        var id = event.first("externalId");
        var status = event.first("eventType", "status");
        var state = status == null ? null : state(status, cause(event));
        if (id != null && state != null) {
            findings.add(new Receipt(
                    id,
                    state,
                    findings.time(event.first("eventTs", "deliveredTS", "timestamp")),
                    state.isUndelivered() ? reason(event, state) : null,
                    event.first("errCode", "errorCode", "cause")));
        } else if (!reply(event, findings)) {
            findings.unrecognised("neither a report nor a reply", event);
        }
    }

    /** Unknown still means that the provider has it. Null for a word that says nothing about delivery. */
    private static @Nullable MessageState state(String status, String cause) {
        return switch (status.toUpperCase(Locale.ROOT)) {
            case "SENT", "SUBMITTED", "ENROUTE", "UNKNOWN" -> MessageState.SENT;
            case "DELIVERED", "SUCCESS" -> MessageState.DELIVERED;
            case "READ", "DISPLAYED", "SEEN" -> MessageState.READ;
            case "EXPIRED" -> MessageState.EXPIRED;
            case "FAILED", "FAILURE", "UNDELIVERED" ->
                ReasonWords.read(cause) == Reason.EXPIRED ? MessageState.EXPIRED : MessageState.FAILED;
            default -> null;
        };
    }

    private static String cause(LooseJson event) {
        var cause = event.first("cause");
        return cause == null ? "" : cause;
    }

    private static Reason reason(LooseJson event, MessageState state) {
        if (state == MessageState.EXPIRED) {
            return Reason.EXPIRED;
        }
        var code = event.first("errCode", "errorCode");
        var byCode = code == null ? null : CODES.get(code);
        if (byCode != null) {
            return byCode;
        }
        var byWords = ReasonWords.read(cause(event));
        return byWords == null ? Reason.OTHER : byWords;
    }

    private static boolean reply(LooseJson event, Findings findings) {
        var from = Findings.phone(event.first("mobile", "phone", "from", "msisdn", "sender", "phoneNo", "source"));
        var button = event.at("button") instanceof LooseJson.Text(var inner)
                ? LooseJson.parse(inner).value()
                : event.at("button");
        var text = first(event.first("text", "message", "msg", "content", "body", "reply"), button.first("text"));
        var postback = first(event.first("postbackData", "postback", "payload"), button.first("payload"));
        if (from == null || (text == null && postback == null)) {
            return false;
        }
        findings.addInbound(
                event.first("messageId", "msgId", "replyId", "externalId", "id"),
                postback == null ? Kind.TEXT : Kind.SUGGESTION,
                from,
                event.first("agent", "agentId", "botId", "waNumber", "to", "destination"),
                text,
                postback,
                event.first("timestamp", "eventTs", "ts", "time"));
        return true;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
