package io.rcsplatform.fallback.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** What this service published, as its consumers get it. */
public final class Published {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final RabbitTemplate rabbit;
    private final AmqpAdmin admin;
    private final EventJson json;

    Published(RabbitTemplate rabbit, AmqpAdmin admin, EventJson json) {
        this.rabbit = rabbit;
        this.admin = admin;
        this.json = json;
    }

    public void forget() {
        admin.initialize();
        admin.purgeQueue(queue(Destination.DISPATCH_EXPRESS, "dispatch"));
        admin.purgeQueue(queue(Destination.FALLBACK_EVENTS, "campaign"));
    }

    public List<DispatchBatch> smsBatches(int number) {
        return next(queue(Destination.DISPATCH_EXPRESS, "dispatch"), DispatchBatch.class, number);
    }

    public List<FallbackDecided> decisions(int number) {
        return next(queue(Destination.FALLBACK_EVENTS, "campaign"), FallbackDecided.class, number);
    }

    public boolean nothingMore() {
        return rabbit.receive(queue(Destination.DISPATCH_EXPRESS, "dispatch"), 1000) == null
                && rabbit.receive(queue(Destination.FALLBACK_EVENTS, "campaign")) == null;
    }

    public String consentExchange() {
        return TestInfra.PREFIX + Destination.CONSENT_EVENTS.address();
    }

    public String consentDeadLetters() {
        return queue(Destination.CONSENT_EVENTS, "fallback") + ".dlq";
    }

    public Message nonsense() {
        return new Message("{".getBytes(UTF_8));
    }

    private <E extends Event> List<E> next(String queue, Class<E> type, int number) {
        var events = new ArrayList<E>();
        await("events in " + queue).atMost(SOON).until(() -> {
            var message = rabbit.receive(queue, 200);
            if (message != null) {
                events.add(json.read(message.getBody(), type));
            }
            return events.size() == number;
        });
        return events;
    }

    private static String queue(Destination destination, String group) {
        return TestInfra.PREFIX + destination.address() + "." + group;
    }
}
