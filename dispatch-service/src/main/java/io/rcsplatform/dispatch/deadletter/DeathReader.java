package io.rcsplatform.dispatch.deadletter;

import static org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer.X_EXCEPTION_MESSAGE;
import static org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer.X_EXCEPTION_STACKTRACE;

import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import io.rcsplatform.platform.messaging.EventHeaders;
import io.rcsplatform.platform.privacy.Redaction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads what lies in a dead-letter queue, whoever put it there: a consumer, which says why, or the broker, which names its rule in the
 * header {@code x-death} (RabbitMQ, "Dead Letter Exchanges"). Anything at all can be read; what is missing or odd stays empty.
 */
@Component
class DeathReader {
    private static final String BROKERS_WORD = "x-death";
    private static final int MAX_HEADER = 2_000;
    private static final int MAX_NAME = 200;

    private final Map<String, ConsumerQueue> byDeadLetterQueue;

    DeathReader(@Value("${rcs.messaging.prefix:}") String prefix) {
        byDeadLetterQueue = ConsumerQueue.all().stream()
                .collect(Collectors.toMap(queue -> prefix + queue.deadLetters(), Function.identity()));
    }

    /** The dead-letter queues, by their names on the broker. */
    String[] queues() {
        return byDeadLetterQueue.keySet().toArray(String[]::new);
    }

    Death read(Message message) {
        var properties = message.getMessageProperties();
        var queue = byDeadLetterQueue.get(String.valueOf(properties.getConsumerQueue()));
        if (queue == null) {
            throw new IllegalStateException("not a dead-letter queue of ours: " + properties.getConsumerQueue());
        }
        var headers = properties.getHeaders();
        var event = parse(headers.get(EventHeaders.EVENT_ID), EventId::parse);
        var stack = text(headers.get(X_EXCEPTION_STACKTRACE));
        return new Death(
                queue,
                event == null ? hash(message.getBody()) : event.toString(),
                event,
                start(text(headers.get(EventHeaders.EVENT_TYPE)), MAX_NAME),
                parse(headers.get(EventHeaders.TENANT_ID), TenantId::parse),
                reason(headers),
                stack == null ? null : Redaction.of(stack),
                kept(headers),
                start(text(properties.getContentType()), MAX_NAME),
                message.getBody(),
                1 + number(headers.get(EventHeaders.REPLAY)));
    }

    private static String reason(Map<String, @Nullable Object> headers) {
        var reason = text(headers.get(X_EXCEPTION_MESSAGE));
        if (reason != null) {
            return Redaction.of(reason);
        }
        if (headers.get(BROKERS_WORD) instanceof List<?> deaths
                && !deaths.isEmpty()
                && deaths.getFirst() instanceof Map<?, ?> death) {
            return "dead-lettered by the broker: " + Redaction.clean(String.valueOf(death.get("reason")));
        }
        return "unknown: whoever put it here did not say why";
    }

    private static Map<String, Object> kept(Map<String, @Nullable Object> headers) {
        var kept = new TreeMap<String, Object>();
        headers.forEach((name, value) -> {
            if (value instanceof Number || value instanceof Boolean) {
                kept.put(Redaction.clean(name), value);
            } else if (value != null && !name.equals(X_EXCEPTION_MESSAGE) && !name.equals(X_EXCEPTION_STACKTRACE)) {
                kept.put(Redaction.clean(name), String.valueOf(start(text(value), MAX_HEADER)));
            }
        });
        return kept;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : Redaction.clean(value.toString());
    }

    private static @Nullable String start(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    private static <T> @Nullable T parse(@Nullable Object value, Function<String, T> parse) {
        try {
            return value == null ? null : parse.apply(value.toString());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static int number(@Nullable Object value) {
        return value instanceof Number number ? Math.max(0, number.intValue()) : 0;
    }

    private static String hash(byte[] payload) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
