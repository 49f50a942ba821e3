package io.rcsplatform.fallback.consent;

import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import io.rcsplatform.platform.messaging.QueueDrain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Works off by hand what waits in the consent queue. */
@Component
class ConsentBacklog {
    private static final Logger log = LoggerFactory.getLogger(ConsentBacklog.class);
    private static final ConsumerQueue QUEUE = new ConsumerQueue(Destination.CONSENT_EVENTS, "fallback");

    private final QueueDrain queues;
    private final ApplyConsent consent;
    private final EventJson json;

    ConsentBacklog(QueueDrain queues, ApplyConsent consent, EventJson json) {
        this.queues = queues;
        this.consent = consent;
        this.json = json;
    }

    /** Returns once the queue was seen empty. What cannot be applied is parked. */
    void drain() {
        int applied = queues.drain(QUEUE, payload -> consent.apply(json.read(payload, ConsentChanged.class)));
        if (applied > 0) {
            log.info("Applied {} consent messages that had waited", applied);
        }
    }
}
