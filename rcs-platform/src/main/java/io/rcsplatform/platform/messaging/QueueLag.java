package io.rcsplatform.platform.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;

/**
 * {@code rcs.inbox.lag}: since when the oldest message in hand was with the broker, by queue. Queues keep their order, so nothing that is still in
 * one is older than what its consumers have in hand.
 */
class QueueLag implements MethodInterceptor {
    private final Map<Long, Long> publishedAt = new ConcurrentHashMap<>();
    private final AtomicLong handlings = new AtomicLong();

    QueueLag(String queue, MeterRegistry registry) {
        Gauge.builder("rcs.inbox.lag", this, QueueLag::seconds)
                .baseUnit("seconds")
                .description("Age of the oldest message of a queue that this instance is handling")
                .tag("queue", queue)
                .register(registry);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation handling) throws Throwable {
        long one = handlings.incrementAndGet();
        publishedAt.put(one, publishedAt(handling.getArguments()));
        try {
            return handling.proceed();
        } finally {
            publishedAt.remove(one);
        }
    }

    private double seconds() {
        long now = System.currentTimeMillis();
        return publishedAt.values().stream().mapToLong(at -> now - at).max().orElse(0) / 1000.0;
    }

    private static long publishedAt(@Nullable Object... arguments) {
        return arguments.length == 2
                        && arguments[1] instanceof Message message
                        && message.getMessageProperties().getHeader(EventHeaders.PUBLISHED_AT) instanceof Number at
                ? at.longValue()
                : System.currentTimeMillis();
    }
}
