package io.rcsplatform.fallback.consent;

import com.rabbitmq.client.Channel;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.json.EventJson;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Works off by hand what waits in the consent queue. */
@Component
class ConsentBacklog {
    private static final Logger log = LoggerFactory.getLogger(ConsentBacklog.class);

    private final RabbitOperations rabbit;
    private final ApplyConsent consent;
    private final EventJson json;
    private final String queue;

    ConsentBacklog(
            RabbitOperations rabbit,
            ApplyConsent consent,
            EventJson json,
            @Value("${rcs.messaging.prefix:}") String prefix) {
        this.rabbit = rabbit;
        this.consent = consent;
        this.json = json;
        queue = prefix + Destination.CONSENT_EVENTS.address() + ".fallback";
    }

    /** Returns once the queue was seen empty. What cannot be read is parked; a failure of anything else is thrown. */
    void drain() {
        rabbit.execute(channel -> {
            int messages = 0;
            while (applyNext(channel)) {
                messages++;
            }
            if (messages > 0) {
                log.info("Applied {} consent messages that had waited", messages);
            }
            return messages;
        });
    }

    private boolean applyNext(Channel channel) throws IOException {
        var next = channel.basicGet(queue, false);
        if (next == null) {
            return false;
        }
        long tag = next.getEnvelope().getDeliveryTag();
        try {
            consent.apply(json.read(next.getBody(), ConsentChanged.class));
            channel.basicAck(tag, false);
        } catch (JacksonException e) {
            log.error("A consent message cannot be read and is parked", e);
            channel.basicReject(tag, false);
        }
        return true;
    }
}
