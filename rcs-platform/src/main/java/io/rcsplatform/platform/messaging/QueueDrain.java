package io.rcsplatform.platform.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.rcsplatform.platform.logging.LogFields;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.core.RabbitOperations;
import org.springframework.core.retry.RetryException;

/**
 * Works off by hand what waits in a queue, before anything else is consumed. Each message is handled as a binding would: an outage is
 * waited for, and what fails three times by itself is parked.
 */
public class QueueDrain {
    private static final Logger log = LoggerFactory.getLogger(QueueDrain.class);

    private final RabbitOperations rabbit;
    private final ConsumerRetries retries;
    private final Parking parking;
    private final String prefix;

    QueueDrain(RabbitOperations rabbit, ConsumerRetries retries, Parking parking, String prefix) {
        this.rabbit = rabbit;
        this.retries = retries;
        this.parking = parking;
        this.prefix = prefix;
    }

    /**
     * Returns once the queue was seen empty.
     *
     * @param effect of a message's payload
     * @return how many messages there were
     */
    public int drain(ConsumerQueue queue, Consumer<byte[]> effect) {
        return rabbit.execute(channel -> {
            int messages = 0;
            while (handleNext(channel, queue, effect)) {
                messages++;
            }
            return messages;
        });
    }

    private boolean handleNext(Channel channel, ConsumerQueue queue, Consumer<byte[]> effect) throws IOException {
        var next = channel.basicGet(prefix + queue.name(), false);
        if (next == null) {
            return false;
        }
        long tag = next.getEnvelope().getDeliveryTag();
        boolean settled = false;
        try {
            handle(queue, next, effect);
            settled = true;
        } finally {
            if (!settled) {
                channel.basicNack(tag, false, true);
            }
        }
        channel.basicAck(tag, false);
        return true;
    }

    private void handle(ConsumerQueue queue, GetResponse next, Consumer<byte[]> effect) {
        try {
            retries.execute(() -> {
                effect.accept(next.getBody());
                return true;
            });
        } catch (RetryException e) {
            log.atError()
                    .addKeyValue(LogFields.EVENT, "message.parked")
                    .log("A message of {} cannot be handled and is parked", queue.name(), e);
            parking.park(queue, next, e);
        }
    }
}
