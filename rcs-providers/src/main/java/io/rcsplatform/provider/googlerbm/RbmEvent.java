package io.rcsplatform.provider.googlerbm;

import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.provider.wire.Findings;
import io.rcsplatform.provider.wire.LooseJson;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that Google tells: what became of a message, or what a person did. Messages of people have no {@code eventType}; what the
 * platform says names the person as {@code phoneNumber}, what a phone says as {@code senderPhoneNumber}.
 */
record RbmEvent(LooseJson json, Findings findings) {
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    void read() {
        var type = json.first("eventType");
        if (type == null || saysSomething()) {
            said();
            return;
        }
        switch (type.toUpperCase(Locale.ROOT)) {
            case "DELIVERED" -> receipt(MessageState.DELIVERED, null, null);
            case "READ" -> receipt(MessageState.READ, null, null);
            case "TTL_EXPIRATION_REVOKED" -> receipt(MessageState.EXPIRED, Reason.EXPIRED, type);
            // Inconclusive: the message may still arrive, and whoever waits for it has a deadline of their own.
            case "TTL_EXPIRATION_REVOKE_FAILED", "IS_TYPING" -> {}
            case "UNSUBSCRIBE" -> subscription(Kind.OPT_OUT);
            case "SUBSCRIBE" -> subscription(Kind.OPT_IN);
            default -> findings.unrecognised("event of an unknown type", json);
        }
    }

    private void receipt(MessageState state, @Nullable Reason reason, @Nullable String code) {
        var id = json.first("messageId");
        if (id == null) {
            findings.unrecognised("event without a message's id", json);
            return;
        }
        findings.add(new Receipt(asOurs(id), state, findings.time(json.first("sendTime")), reason, code));
    }

    /** We write ids in lower case, and receipts are matched by the letter. */
    private static String asOurs(String id) {
        return UUID.matcher(id).matches() ? id.toLowerCase(Locale.ROOT) : id;
    }

    private void subscription(Kind kind) {
        inbound(json.first("eventId"), kind, null, null);
    }

    private boolean saysSomething() {
        return kind() != null;
    }

    private @Nullable Kind kind() {
        if (json.at("suggestionResponse").isPresent()) {
            return Kind.SUGGESTION;
        } else if (json.at("text").isPresent()) {
            return Kind.TEXT;
        } else if (json.at("userFile").isPresent()) {
            return Kind.FILE;
        }
        return json.at("location").isPresent() ? Kind.LOCATION : null;
    }

    private void said() {
        var kind = kind();
        var response = json.at("suggestionResponse");
        if (kind != null) {
            inbound(
                    json.first("messageId", "eventId"),
                    kind,
                    kind == Kind.SUGGESTION ? response.first("text") : json.first("text"),
                    response.first("postbackData"));
        } else if (json.first("newLaunchState") == null) {
            findings.unrecognised("not an event of Google's", json);
        }
    }

    private void inbound(@Nullable String id, Kind kind, @Nullable String text, @Nullable String postback) {
        var from = Findings.phone(json.first("senderPhoneNumber", "phoneNumber"));
        if (from == null) {
            findings.unrecognised("message without a sender", json);
            return;
        }
        var agent = json.first("agentId");
        findings.addInbound(
                id,
                kind,
                from,
                agent == null ? null : RbmSender.withoutDomain(agent),
                text,
                postback,
                json.first("sendTime"));
    }
}
