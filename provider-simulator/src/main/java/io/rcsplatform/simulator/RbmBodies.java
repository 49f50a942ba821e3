package io.rcsplatform.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rcsplatform.simulator.InboundMessages.Message;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes callbacks as Google does: one event, in base64, in Pub/Sub's envelope, signed before it was encoded. What phones tell carries no
 * time, as in Google's guide. Not safe for concurrent use.
 */
final class RbmBodies {
    static final String DEFAULT_AGENT = "demo-agent";
    private static final String ALGORITHM = "HmacSHA512";

    private final SubmissionLog log;
    private final CallbackBodies bodies;
    private final Mac mac;

    RbmBodies(SubmissionLog log, CallbackBodies bodies, String clientToken) {
        this.log = log;
        this.bodies = bodies;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(clientToken.getBytes(UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the signature. */
    String write(ByteBuf out, long event, long at) {
        var data = json(event, at).getBytes(UTF_8);
        var base64 = Base64.getEncoder();
        ByteBufUtil.writeAscii(out, "{\"message\":{\"attributes\":{\"product\":\"RBM\"},\"data\":\"");
        out.writeBytes(base64.encode(data));
        ByteBufUtil.writeAscii(
                out,
                "\",\"messageId\":\"" + event + "\",\"publishTime\":\"" + Instant.ofEpochMilli(at)
                        + "\"},\"subscription\":\"projects/rbm-simulator/subscriptions/callbacks\"}");
        return base64.encodeToString(mac.doFinal(data));
    }

    private String json(long event, long at) {
        long position = CallbackEvent.position(event);
        return switch (CallbackEvent.kind(event)) {
            case DELIVERED, READ -> {
                var name = CallbackEvent.kind(event).name();
                yield "{\"senderPhoneNumber\":\"+" + log.phone(position) + "\"," + of(name, position) + "}";
            }
            case FAILED, EXPIRED ->
                "{\"phoneNumber\":\"+" + log.phone(position) + "\"," + of("TTL_EXPIRATION_REVOKED", position)
                        + ",\"sendTime\":\"" + Instant.ofEpochMilli(at) + "\"}";
            case UNSUBSCRIBE -> {
                var message = bodies.message(event);
                yield from(message) + "\"eventType\":\"UNSUBSCRIBE\",\"eventId\":\"unsubscribe-" + position + "\"}";
            }
            case STOP, TEXT, TAP, INBOUND -> {
                var message = bodies.message(event);
                yield from(message) + "\"messageId\":\"" + bodies.inboundId(Contract.RBM, event) + "\",\"sendTime\":\""
                        + Instant.ofEpochMilli(at) + "\"," + content(message) + "}";
            }
            case SENT -> throw new IllegalStateException("Google says nothing of a message that it has taken");
        };
    }

    private String of(String type, long position) {
        var chosen = log.chosen(position);
        return "\"eventType\":\"" + type + "\",\"eventId\":\"" + type + "-" + position + "\",\"messageId\":\""
                + log.providerId(position) + "\",\"agentId\":\"" + agent(chosen == null ? null : chosen.agent()) + "\"";
    }

    private static String from(Message message) {
        return "{\"senderPhoneNumber\":\"+" + message.from() + "\",\"agentId\":\"" + agent(message.agent()) + "\",";
    }

    private static String content(Message message) {
        var text = "\"text\":\"" + CallbackBodies.json(message.text()) + "\"";
        return message.postback() == null
                ? text
                : "\"suggestionResponse\":{\"postbackData\":\"" + CallbackBodies.json(message.postback()) + "\"," + text
                        + "}";
    }

    /** Callbacks name an agent with its domain, requests without. */
    private static String agent(@Nullable String agent) {
        return CallbackBodies.json(agent == null ? DEFAULT_AGENT : agent) + "@rbm.goog";
    }
}
