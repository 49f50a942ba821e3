package io.rcsplatform.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.aop.framework.ProxyFactory;

class QueueLagTest {
    private static final String QUEUE = "rcs.inbound.campaign";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void isNothingBeforeTheFirstMessage() {
        var _ = consumer((_, _) -> {});

        assertThat(lag()).isZero();
    }

    @Test
    void isTheAgeOfTheOldestMessageInHandAndNothingOnceThatIsDone() {
        var during = new AtomicReference<Double>();
        var consumer = consumer((_, _) -> during.set(lag()));

        consumer.handle("channel", message(System.currentTimeMillis() - 60_000));

        assertThat(during.get()).isBetween(60.0, 65.0);
        assertThat(lag()).isZero();
    }

    private double lag() {
        return registry.get("rcs.inbox.lag").tag("queue", QUEUE).gauge().value();
    }

    private Consumer consumer(Consumer handling) {
        var factory = new ProxyFactory(Consumer.class, new QueueLag(QUEUE, registry));
        factory.setTarget(handling);
        return (Consumer) factory.getProxy();
    }

    private static Message message(long publishedAt) {
        var properties = new MessageProperties();
        properties.setHeader(EventHeaders.PUBLISHED_AT, publishedAt);
        return new Message(new byte[0], properties);
    }

    /** As a listener container hands messages over. */
    interface Consumer {
        void handle(Object channel, Object message);
    }
}
