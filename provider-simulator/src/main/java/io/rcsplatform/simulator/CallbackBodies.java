package io.rcsplatform.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rcsplatform.simulator.InboundMessages.Message;
import java.net.URLEncoder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes callbacks as the providers do. The hub posts one event as JSON, Google one in its envelope, the gateway up to twenty in a form. */
final class CallbackBodies {
    static final int MOST_IN_A_BATCH = 20;
    private static final String TAPPED = "Yes";
    private static final String POSTBACK = "sim_tap";

    private final SubmissionLog log;
    private final InboundMessages inbound;
    private final long run;
    private final RbmBodies rbm;

    private long lastSecond = -1;
    private String lastSecondText = "";

    CallbackBodies(SubmissionLog log, InboundMessages inbound, long run, String rbmClientToken) {
        this.log = log;
        this.inbound = inbound;
        this.run = run;
        this.rbm = new RbmBodies(log, this, rbmClientToken);
    }

    RbmBodies rbm() {
        return rbm;
    }

    Contract contract(long event) {
        long position = CallbackEvent.position(event);
        return CallbackEvent.kind(event) == CallbackKind.INBOUND
                ? inbound.at(position).contract()
                : log.contract(position);
    }

    static boolean isReceipt(long event) {
        return CallbackEvent.kind(event).compareTo(CallbackKind.EXPIRED) <= 0;
    }

    Message message(long event) {
        long position = CallbackEvent.position(event);
        return switch (CallbackEvent.kind(event)) {
            case STOP, UNSUBSCRIBE -> said(position, "STOP", null);
            case TAP -> said(position, TAPPED, POSTBACK);
            case INBOUND -> inbound.at(position);
            case TEXT, SENT, DELIVERED, READ, FAILED, EXPIRED -> said(position, "Thank you, how much is it?", null);
        };
    }

    private Message said(long position, String text, @Nullable String postback) {
        var chosen = log.chosen(position);
        return new Message(
                log.contract(position), log.phone(position), text, postback, chosen == null ? null : chosen.agent());
    }

    String inboundId(Contract contract, long event) {
        long position = CallbackEvent.position(event);
        boolean asked = CallbackEvent.kind(event) == CallbackKind.INBOUND;
        return ProviderIds.inbound(contract, run, position * 2 + (asked ? 1 : 0));
    }

    void hub(ByteBuf out, long event, long at) {
        if (isReceipt(event)) {
            long position = CallbackEvent.position(event);
            ascii(out, "{\"event\":\"messageStatus\",\"RCSMessage\":{\"msgId\":\"");
            ascii(out, log.providerId(position));
            ascii(out, "\",\"status\":\"");
            ascii(out, hubStatus(event));
            ascii(out, "\",\"timestamp\":\"");
            ascii(out, timestamp(at));
            ascii(out, "\"},\"messageContact\":{\"userContact\":\"+");
            ascii(out, Long.toString(log.phone(position)));
            ascii(out, "\"}}");
            return;
        }
        var message = message(event);
        var content = message.postback() == null
                ? "\"event\":\"message\",\"RCSMessage\":{\"textMessage\":\"" + json(message.text()) + "\""
                : "\"event\":\"response\",\"RCSMessage\":{\"suggestedResponse\":{\"response\":{\"reply\":{\"displayText\":\""
                        + json(message.text()) + "\",\"postback\":{\"data\":\"" + json(message.postback()) + "\"}}}}";
        out.writeCharSequence(
                "{" + content + ",\"msgId\":\"" + inboundId(Contract.HUB, event) + "\",\"timestamp\":\"" + timestamp(at)
                        + "\"},\"messageContact\":{\"userContact\":\"+" + message.from() + "\"}}",
                UTF_8);
    }

    private String hubStatus(long event) {
        return switch (CallbackEvent.kind(event)) {
            case SENT -> "sent";
            case DELIVERED -> "delivered";
            case READ -> "displayed";
            case EXPIRED -> "failed\",\"reason\":\"message expired";
            default ->
                log.phone(CallbackEvent.position(event)) % 2 == 0
                        ? "failed\",\"reason\":\"rcs_disabled"
                        : "failed\",\"reason\":\"maap_specific_error";
        };
    }

    /** @param events pairs of event and time: receipts only, or one reply */
    void gateway(ByteBuf out, long[] events, int count) {
        if (!isReceipt(events[0])) {
            reply(out, events[0], events[1]);
            return;
        }
        ascii(out, "response=%5B");
        for (int i = 0; i < count; i++) {
            ascii(out, i == 0 ? "" : "%2C");
            report(out, events[i * 2], events[i * 2 + 1]);
        }
        ascii(out, "%5D");
    }

    private void report(ByteBuf out, long event, long at) {
        long position = CallbackEvent.position(event);
        boolean sms = log.contract(position).isSms();
        ascii(out, "%7B%22externalId%22%3A%22");
        ascii(out, log.providerId(position));
        ascii(out, "%22%2C%22eventType%22%3A%22");
        ascii(out, gatewayType(CallbackEvent.kind(event)));
        ascii(out, "%22%2C%22eventTs%22%3A");
        ascii(out, Long.toString(at));
        ascii(out, "%2C%22destAddr%22%3A");
        ascii(out, Long.toString(log.phone(position)));
        ascii(
                out,
                sms
                        ? "%2C%22srcAddr%22%3A%22SIMSMS%22%2C%22cause%22%3A%22"
                        : "%2C%22srcAddr%22%3A%22Brand%22%2C%22cause%22%3A%22");
        ascii(out, cause(event, position));
        ascii(
                out,
                sms
                        ? "%22%2C%22channel%22%3A%22SMS%22%2C%22noOfFrags%22%3A1%7D"
                        : "%22%2C%22channel%22%3A%22RCS%22%7D");
    }

    private static String gatewayType(CallbackKind kind) {
        return switch (kind) {
            case SENT, DELIVERED, READ -> kind.name();
            default -> "FAILED";
        };
    }

    private String cause(long event, long position) {
        return switch (CallbackEvent.kind(event)) {
            case SENT, DELIVERED -> "SUCCESS%22%2C%22errCode%22%3A%22000";
            case READ -> "READ%22%2C%22errCode%22%3A%22000";
            case EXPIRED -> "EXPIRED%22%2C%22errCode%22%3A%22010";
            default ->
                log.phone(position) % 2 == 0
                        ? "ABSENT_SUBSCRIBER%22%2C%22errCode%22%3A%22001"
                        : "UNKNOWN_SUBSCRIBER%22%2C%22errCode%22%3A%22003";
        };
    }

    private void reply(ByteBuf out, long event, long at) {
        var message = message(event);
        ascii(
                out,
                "mobile=" + message.from() + "&messageId=" + inboundId(message.contract(), event) + "&timestamp=" + at
                        + "&text=" + form(message.text())
                        + (message.postback() == null ? "" : "&postback=" + form(message.postback())));
    }

    /** Formatting a time costs more than the rest of a callback, so the second is kept. */
    private String timestamp(long at) {
        long second = at / 1000;
        if (second != lastSecond) {
            lastSecond = second;
            var text = Instant.ofEpochSecond(second).toString();
            lastSecondText = text.substring(0, text.length() - 1);
        }
        return lastSecondText + "." + Long.toString(1000 + at % 1000).substring(1) + "Z";
    }

    private static void ascii(ByteBuf out, String text) {
        ByteBufUtil.writeAscii(out, text);
    }

    private static String form(@Nullable String text) {
        return text == null ? "" : URLEncoder.encode(text, UTF_8);
    }

    static String json(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ') {
                escaped.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
