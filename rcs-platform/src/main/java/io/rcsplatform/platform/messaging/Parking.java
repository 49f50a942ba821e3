package io.rcsplatform.platform.messaging;

import com.rabbitmq.client.GetResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;
import org.springframework.core.retry.RetryException;

/** Parks messages, with the reason, that no binding parks: those that are fetched by hand, and those whose consumer dies of them. */
class Parking {
    /** Headers travel in one frame, whose usual limit is 128 KiB. */
    private static final int MAX_STACK = 20_000;

    private static final int MAX_REASON = 2_000;

    private final QueuePublisher publisher;

    Parking(QueuePublisher publisher) {
        this.publisher = publisher;
    }

    /** Returns once the broker has it. */
    void park(ConsumerQueue queue, GetResponse fetched, Throwable failure) {
        var properties = new DefaultMessagePropertiesConverter()
                .toMessageProperties(fetched.getProps(), fetched.getEnvelope(), StandardCharsets.UTF_8.name());
        park(queue, new Message(fetched.getBody(), properties), failure);
    }

    void park(ConsumerQueue queue, Message message, Throwable failure) {
        var properties = message.getMessageProperties();
        var reason = failure instanceof RetryException ? failure.getMessage() : failure.toString();
        publisher.publishDead(
                queue,
                MessageBuilder.fromClonedMessage(message)
                        .setHeader(
                                RepublishMessageRecoverer.X_EXCEPTION_MESSAGE,
                                start(String.valueOf(reason), MAX_REASON))
                        .setHeader(RepublishMessageRecoverer.X_EXCEPTION_STACKTRACE, start(stack(failure), MAX_STACK))
                        .setHeader(
                                RepublishMessageRecoverer.X_ORIGINAL_EXCHANGE,
                                String.valueOf(properties.getReceivedExchange()))
                        .setHeader(
                                RepublishMessageRecoverer.X_ORIGINAL_ROUTING_KEY,
                                String.valueOf(properties.getReceivedRoutingKey()))
                        .build());
    }

    private static String stack(Throwable failure) {
        var stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }

    private static String start(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
