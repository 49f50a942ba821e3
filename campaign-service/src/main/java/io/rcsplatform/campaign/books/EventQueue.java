package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.event.Destination;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The queue that counting is fed from: whether what is missing may still be waiting in it. */
@Component
class EventQueue {
    private static final String GROUP = "campaign";

    private final AmqpAdmin admin;
    private final String name;

    EventQueue(AmqpAdmin admin, Environment environment) {
        this.admin = admin;
        this.name = environment.getProperty("rcs.messaging.prefix", "") + Destination.MESSAGE_EVENTS.address() + "."
                + GROUP;
    }

    /** Not where nobody can tell. */
    boolean isEmpty() {
        try {
            var queue = admin.getQueueInfo(name);
            return queue != null && queue.getMessageCount() == 0;
        } catch (AmqpException _) {
            return false;
        }
    }
}
