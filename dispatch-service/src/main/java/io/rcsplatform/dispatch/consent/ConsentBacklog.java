package io.rcsplatform.dispatch.consent;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import io.rcsplatform.platform.messaging.QueueDrain;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;

/** Works off what waits in the consent queue, by hand and at once, before anything else of this service consumes. */
@Component
public class ConsentBacklog {
    private static final Logger log = LoggerFactory.getLogger(ConsentBacklog.class);
    private static final ConsumerQueue QUEUE = new ConsumerQueue(Destination.CONSENT_EVENTS, "dispatch");

    private final QueueDrain queues;
    private final Consumer<Message<byte[]>> consentChanged;

    ConsentBacklog(QueueDrain queues, Consumer<Message<byte[]>> consentChanged) {
        this.queues = queues;
        this.consentChanged = consentChanged;
    }

    /** Returns once the queue was seen empty. What cannot be applied is parked, as it would be otherwise. */
    public void drain() {
        int applied = queues.drain(
                QUEUE,
                payload -> consentChanged.accept(
                        MessageBuilder.withPayload(payload).build()));
        if (applied > 0) {
            log.info("Applied {} messages of consent that had been waiting", applied);
        }
    }
}
