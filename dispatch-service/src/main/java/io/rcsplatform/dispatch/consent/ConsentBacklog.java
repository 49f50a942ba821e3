package io.rcsplatform.dispatch.consent;

import com.rabbitmq.client.Channel;
import io.rcsplatform.domain.event.Destination;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;

/** Works off what waits in the consent queue, by hand and at once, before anything else of this service consumes. */
@Component
public class ConsentBacklog {
    private static final Logger log = LoggerFactory.getLogger(ConsentBacklog.class);

    private final RabbitOperations rabbit;
    private final Consumer<Message<byte[]>> consentChanged;
    private final String queue;

    ConsentBacklog(
            RabbitOperations rabbit,
            Consumer<Message<byte[]>> consentChanged,
            @Value("${rcs.messaging.prefix:}") String prefix) {
        this.rabbit = rabbit;
        this.consentChanged = consentChanged;
        this.queue = prefix + Destination.CONSENT_EVENTS.address() + ".dispatch";
    }

    /** Returns once the queue was seen empty. What cannot be applied is parked, as it would be otherwise. */
    public void drain() {
        int applied = rabbit.execute(channel -> {
            int messages = 0;
            while (applyNext(channel)) {
                messages++;
            }
            return messages;
        });
        if (applied > 0) {
            log.info("Applied {} messages of consent that had been waiting", applied);
        }
    }

    private boolean applyNext(Channel channel) throws IOException {
        var next = channel.basicGet(queue, false);
        if (next == null) {
            return false;
        }
        long tag = next.getEnvelope().getDeliveryTag();
        try {
            consentChanged.accept(MessageBuilder.withPayload(next.getBody()).build());
            channel.basicAck(tag, false);
        } catch (tools.jackson.core.JacksonException e) {
            log.error("A message of consent cannot be read and is parked", e);
            channel.basicReject(tag, false);
        }
        return true;
    }
}
