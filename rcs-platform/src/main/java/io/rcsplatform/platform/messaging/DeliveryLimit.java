package io.rcsplatform.platform.messaging;

import io.rcsplatform.platform.logging.LogFields;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;

/**
 * Parks a message that came back to its queue again and again without ever being settled: whoever is handed it dies of it. A broker
 * counts such returns ({@code x-delivery-count} of quorum queues). RabbitMQ 3 hands the message out for ever, RabbitMQ 4 dead-letters it
 * by itself after twenty returns and says nothing of why; this comes first, with both.
 */
class DeliveryLimit implements MethodInterceptor {
    /** More than restarts cause, and fewer than RabbitMQ 4 allows. An outage is waited for with the message in hand, and returns none. */
    static final int RETURNS = 15;

    private static final Logger log = LoggerFactory.getLogger(DeliveryLimit.class);
    private static final String COUNT = "x-delivery-count";

    private final Parking parking;
    private final String prefix;

    DeliveryLimit(Parking parking, String prefix) {
        this.parking = parking;
        this.prefix = prefix;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation handling) throws Throwable {
        if (handling.getArguments().length == 2
                && handling.getArguments()[1] instanceof Message message
                && returnsOf(message) >= RETURNS
                && parked(message)) {
            return null;
        }
        return handling.proceed();
    }

    private boolean parked(Message message) {
        var name = String.valueOf(message.getMessageProperties().getConsumerQueue());
        var queue = name.startsWith(prefix) ? ConsumerQueue.named(name.substring(prefix.length())) : null;
        if (queue == null || queue.isEmpty()) {
            return false;
        }
        var failure = new IllegalStateException("came back to its queue " + returnsOf(message)
                + " times without being settled: its consumer may have died of it");
        parking.park(queue.get(), message, failure);
        log.atError()
                .addKeyValue(LogFields.EVENT, "message.parked")
                .log("A message of {} is parked: it {}", queue.get().name(), failure.getMessage());
        return true;
    }

    private static long returnsOf(Message message) {
        return message.getMessageProperties().getHeaders().get(COUNT) instanceof Number count ? count.longValue() : 0;
    }
}
