package io.rcsplatform.provider.gupshup;

import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.CallbackContent;
import io.rcsplatform.provider.CallbackReader;
import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.provider.wire.Findings;
import io.rcsplatform.provider.wire.LooseJson;
import io.rcsplatform.provider.wire.Outcomes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Callbacks of the RBM hub, in each shape that its callers describe: GSMA's ({@code RCSMessage}, {@code messageContact}), the one with
 * {@code messageEvent} and {@code messageStatusEvent}, and Google's, plain or in its envelope.
 */
final class HubCallbacks implements CallbackReader {
    private static final Set<String> WITHOUT_NEWS = Set.of("istyping", "is_typing", "filestatus", "subscribe");

    /** The hub's signature is not documented: the secret path is all there is. */
    @Override
    public boolean authentic(CallbackRequest request) {
        return true;
    }

    @Override
    public CallbackContent read(CallbackRequest request) {
        var findings = new Findings(request.receivedAt());
        var query = CallbackBody.form(request.query());
        var text = CallbackBody.text(request);
        if (!CallbackBody.looksLikeJson(text)) {
            findings.unrecognised("not JSON: " + text.length() + " characters");
            return findings.content();
        }
        var parsed = LooseJson.parse(text);
        if (parsed.value() instanceof LooseJson.Items(var items)) {
            items.forEach(item -> new Event(item, query, findings).read());
        } else if (parsed.value().isPresent()) {
            new Event(parsed.value(), query, findings).read();
        }
        if (!parsed.whole()) {
            findings.unrecognised("unreadable JSON at the end of " + text.length() + " characters");
        }
        return findings.content();
    }

    /** @param query where an operator may name the bot in the callback address */
    private record Event(LooseJson json, LooseJson query, Findings findings) {

        void read() {
            if (json.at("RCSMessage").isPresent()) {
                gsma(json.at("RCSMessage"));
            } else if (json.at("messageStatusEvent").isPresent()) {
                status(json.at("messageStatusEvent"));
            } else if (json.at("messageEvent").isPresent()) {
                message(json.at("messageEvent"));
            } else if (json.at("message").at("data") instanceof LooseJson.Text(var data)) {
                envelope(data);
            } else if (json.first("senderPhoneNumber", "phoneNumber") != null) {
                google();
            } else if (!isWithoutNews(json.first("event"))) {
                findings.unrecognised("not an event of the hub", json);
            }
        }

        private void gsma(LooseJson message) {
            var status = message.first("status");
            if (status != null) {
                receipt(message.first("msgId", "messageId"), status, message.first("timestamp"), message);
                return;
            }
            var from = Findings.phone(json.at("messageContact").first("userContact"));
            var response = message.at("suggestedResponse").at("response");
            var tapped = response.at("reply").isPresent() ? response.at("reply") : response.at("action");
            inbound(
                    message.first("msgId", "messageId"),
                    from,
                    new Said(
                            message.first("textMessage"),
                            tapped.first("displayText", "text"),
                            first(tapped.at("postback").first("data"), tapped.first("postbackData")),
                            response.isPresent(),
                            message.at("fileMessage").isPresent()
                                    || message.at("audioMessage").isPresent(),
                            message.at("geolocationPushMessage").isPresent()),
                    message.at("isTyping").isPresent(),
                    message.first("timestamp"));
        }

        private void status(LooseJson event) {
            var receipt = event.at("deliveryReceiptEvent");
            receipt(
                    event.first("messageId", "msgId"),
                    first(event.first("status"), receipt.first("status")),
                    first(event.first("timestamp"), receipt.first("timestamp")),
                    event);
        }

        private void message(LooseJson event) {
            var response = event.at("suggestionResponse");
            inbound(
                    event.first("messageId", "msgId"),
                    Findings.phone(event.at("messageFrom").first("userContact")),
                    new Said(
                            first(event.at("text").first("body"), event.first("text")),
                            response.first("displayText", "text"),
                            response.first("postbackData"),
                            response.isPresent(),
                            event.at("file").isPresent(),
                            event.at("location").isPresent()),
                    event.at("isTyping").isPresent(),
                    event.first("timestamp"));
        }

        private void envelope(String data) {
            try {
                var inner = new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
                new Event(LooseJson.parse(inner).value(), query, findings).google();
            } catch (IllegalArgumentException _) {
                findings.unrecognised("envelope whose data is not base64");
            }
        }

        private void google() {
            var type = json.first("eventType");
            var phone = Findings.phone(json.first("senderPhoneNumber", "phoneNumber"));
            if (type != null && type.equalsIgnoreCase("UNSUBSCRIBE") && phone != null) {
                findings.addInbound(
                        json.first("eventId"), Kind.OPT_OUT, phone, agent(), null, null, json.first("sendTime"));
            } else if (type != null && !isWithoutNews(type)) {
                receipt(json.first("messageId"), type, json.first("sendTime", "timestamp"), json);
            } else {
                var response = json.at("suggestionResponse");
                inbound(
                        json.first("messageId", "eventId"),
                        phone,
                        new Said(
                                json.first("text"),
                                response.first("text"),
                                response.first("postbackData"),
                                response.isPresent(),
                                json.at("userFile").isPresent(),
                                json.at("location").isPresent()),
                        isWithoutNews(type),
                        json.first("sendTime"));
            }
        }

        private void receipt(@Nullable String id, @Nullable String status, @Nullable String time, LooseJson event) {
            var words = ReasonWords.saidIn(event);
            var state = status == null ? null : state(status, words);
            if (id == null || state == null) {
                findings.unrecognised("status without an id, or an unknown one", event);
                return;
            }
            var reason = ReasonWords.read(words);
            findings.add(new Receipt(
                    id,
                    state,
                    findings.time(time),
                    state.isUndelivered() ? (reason == null ? unsaid(state) : reason) : null,
                    words.isEmpty() ? null : Outcomes.withoutNumbers(words)));
        }

        private static @Nullable Reason unsaid(MessageState state) {
            return switch (state) {
                case EXPIRED -> Reason.EXPIRED;
                case FAILED -> Reason.OTHER;
                default -> null;
            };
        }

        private void inbound(
                @Nullable String id, @Nullable PhoneNumber from, Said said, boolean typing, @Nullable String time) {
            var kind = said.kind();
            if (kind == null || from == null) {
                if (!typing) {
                    findings.unrecognised("message without a sender or a known content", json);
                }
                return;
            }
            findings.addInbound(id, kind, from, agent(), said.words(), said.postback(), time);
        }

        private @Nullable String agent() {
            return first(json.first("botId", "agentId"), query.first("botId", "agent"));
        }
    }

    /** What a person sent, from whichever shape. */
    private record Said(
            @Nullable String text,
            @Nullable String tapped,
            @Nullable String postback,
            boolean suggestion,
            boolean file,
            boolean location) {

        @Nullable
        Kind kind() {
            if (suggestion) {
                return Kind.SUGGESTION;
            } else if (text != null) {
                return Kind.TEXT;
            } else if (file) {
                return Kind.FILE;
            }
            return location ? Kind.LOCATION : null;
        }

        @Nullable
        String words() {
            return suggestion ? tapped : text;
        }
    }

    /** Pending means that the hub has it. */
    private static @Nullable MessageState state(String status, String words) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "pending", "sent", "submitted" -> MessageState.SENT;
            case "delivered" -> MessageState.DELIVERED;
            case "displayed", "read" -> MessageState.READ;
            case "failed" -> ReasonWords.read(words) == Reason.EXPIRED ? MessageState.EXPIRED : MessageState.FAILED;
            case "cancelled", "canceled", "revoked" -> MessageState.REVOKED;
            case "expired", "ttl_expiration_revoked" -> MessageState.EXPIRED;
            default -> null;
        };
    }

    private static boolean isWithoutNews(@Nullable String event) {
        return event != null && WITHOUT_NEWS.contains(event.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
