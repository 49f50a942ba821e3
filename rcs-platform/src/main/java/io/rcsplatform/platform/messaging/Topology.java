package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.Destination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.amqp.rabbit.listener.ListenerContainerConsumerFailedEvent;
import org.springframework.amqp.rabbit.listener.MissingQueueEvent;
import org.springframework.context.event.EventListener;

/**
 * Every destination's exchange, queues and dead-letter queues. Each service declares all of them whenever it connects, so that nothing
 * published before a consumer's first start is lost, and again when a queue turns out to be missing.
 */
class Topology {
    private static final Logger log = LoggerFactory.getLogger(Topology.class);
    private static final long RESTORE_INTERVAL = Duration.ofSeconds(1).toNanos();

    private final AmqpAdmin admin;
    private final AtomicLong lastRestored = new AtomicLong(System.nanoTime() - RESTORE_INTERVAL);

    Topology(AmqpAdmin admin) {
        this.admin = admin;
    }

    static Declarables of(String prefix) {
        var declarables = new ArrayList<Declarable>();
        var deadLetters = new DirectExchange(prefix + "DLX", true, false);
        declarables.add(deadLetters);
        for (var destination : Destination.values()) {
            var exchange = new TopicExchange(prefix + destination.address(), true, false);
            declarables.add(exchange);
            ConsumerQueue.all().stream()
                    .filter(queue -> queue.destination() == destination)
                    .forEach(queue -> declarables.addAll(declarables(queue, prefix, exchange, deadLetters)));
        }
        return new Declarables(declarables);
    }

    private static List<Declarable> declarables(
            ConsumerQueue consumer, String prefix, TopicExchange exchange, DirectExchange deadLetters) {
        var name = prefix + consumer.name();
        var queue = QueueBuilder.durable(name)
                .quorum()
                .deadLetterExchange(deadLetters.getName())
                .deadLetterRoutingKey(name)
                .build();
        var deadLetterQueue =
                QueueBuilder.durable(prefix + consumer.deadLetters()).quorum().build();
        Binding bound = BindingBuilder.bind(queue).to(exchange).with("#");
        Binding parked = BindingBuilder.bind(deadLetterQueue).to(deadLetters).with(name);
        return List.of(queue, deadLetterQueue, bound, parked);
    }

    @EventListener({ListenerContainerConsumerFailedEvent.class, MissingQueueEvent.class})
    void consumerFailed() {
        restore();
    }

    /** Declares again what is missing. Never throws: whoever noticed has a failure of its own to report. */
    void restore() {
        long last = lastRestored.get();
        long now = System.nanoTime();
        if (now - last < RESTORE_INTERVAL || !lastRestored.compareAndSet(last, now)) {
            return;
        }
        Thread.ofVirtual().name("topology").start(() -> {
            try {
                admin.initialize();
            } catch (AmqpException e) {
                log.warn("Queues cannot be declared for now: {}", e.getMessage());
            }
        });
    }
}
