package io.rcsplatform.platform.messaging;

import io.rcsplatform.platform.status.StatusFact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;

/** What lies in the queues that a service consumes, as the broker says. */
class QueueDepths implements StatusFact {
    private final AmqpAdmin admin;
    private final String prefix;
    private final List<ConsumerQueue> queues;

    /** @param service whose queues these are */
    QueueDepths(AmqpAdmin admin, String prefix, String service) {
        this.admin = admin;
        this.prefix = prefix;
        this.queues = ConsumerQueue.all().stream()
                .filter(queue -> service.equals(queue.group() + "-service"))
                .toList();
    }

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public Optional<Object> value() {
        try {
            return Optional.of(queues.stream().flatMap(this::depth).toList());
        } catch (AmqpException _) {
            return Optional.empty();
        }
    }

    private Stream<Depth> depth(ConsumerQueue queue) {
        var found = admin.getQueueInfo(prefix + queue.name());
        return found == null
                ? Stream.empty()
                : Stream.of(new Depth(queue.name(), found.getMessageCount(), found.getConsumerCount()));
    }

    record Depth(String name, long waiting, long consumers) {}
}
