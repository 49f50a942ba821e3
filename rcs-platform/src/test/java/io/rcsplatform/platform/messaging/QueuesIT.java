package io.rcsplatform.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.test.TestInfra;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Queues that are written to and worked off by hand. */
@OnTestService
class QueuesIT {
    private static final ConsumerQueue CAMPAIGN = new ConsumerQueue(Destination.MESSAGE_EVENTS, "campaign");
    private static final ConsumerQueue FALLBACK = new ConsumerQueue(Destination.MESSAGE_EVENTS, "fallback");

    @Autowired
    QueuePublisher publisher;

    @Autowired
    QueueDrain drain;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    AmqpAdmin admin;

    @BeforeEach
    void emptyQueues() {
        admin.initialize();
        admin.purgeQueue(on(CAMPAIGN.name()));
        admin.purgeQueue(on(CAMPAIGN.deadLetters()));
        admin.purgeQueue(on(FALLBACK.name()));
    }

    @Test
    void aMessageForOneConsumerReachesNoOther() {
        publisher.publishAsync(CAMPAIGN, message("one")).join();

        assertThat(rabbit.receive(on(CAMPAIGN.name()), 5_000)).isNotNull();
        assertThat(rabbit.receive(on(FALLBACK.name()))).isNull();
    }

    @Test
    void aMissingQueueIsAFailureAndIsRestored() {
        publisher.publishAsync(CAMPAIGN, message("one")).join();
        admin.deleteQueue(on(CAMPAIGN.name()));

        assertThatThrownBy(
                        () -> publisher.publishAsync(CAMPAIGN, message("two")).join())
                .hasCauseInstanceOf(Unavailable.class)
                .hasMessageContaining("no such queue");

        await("the queue is declared again")
                .atMost(Duration.ofSeconds(5))
                .ignoreExceptions()
                .untilAsserted(
                        () -> publisher.publishAsync(CAMPAIGN, message("three")).join());
        assertThat(rabbit.receive(on(CAMPAIGN.name()), 5_000)).isNotNull();
    }

    @Test
    void drainingParksWhatFailsWithItsReasonAndGoesOnWithTheRest() {
        publisher.publishAsync(CAMPAIGN, message("poison")).join();
        publisher.publishAsync(CAMPAIGN, message("sound")).join();
        var applied = new ConcurrentLinkedQueue<String>();

        int messages = drain.drain(CAMPAIGN, payload -> {
            var text = new String(payload, UTF_8);
            if (text.equals("poison")) {
                throw new IllegalStateException("no such thing");
            }
            applied.add(text);
        });

        assertThat(messages).isEqualTo(2);
        assertThat(applied).containsExactly("sound");
        var parked = rabbit.receive(on(CAMPAIGN.deadLetters()), 5_000);
        assertThat(parked).isNotNull();
        assertThat(parked.getBody()).asString().isEqualTo("poison");
        assertThat(String.valueOf(parked.getMessageProperties().getHeaders().get("x-exception-message")))
                .contains("failed 3 times", "no such thing");
        assertThat(String.valueOf(parked.getMessageProperties().getHeaders().get("x-exception-stacktrace")))
                .contains("QueuesIT");
    }

    @Test
    void drainingWaitsForAnOutageToEndWithTheMessageInHand() {
        publisher.publishAsync(CAMPAIGN, message("sound")).join();
        var attempts = new AtomicInteger();

        int messages = drain.drain(CAMPAIGN, _ -> {
            if (attempts.incrementAndGet() < 5) {
                throw new CannotGetJdbcConnectionException(
                        "pool", new SQLTransientConnectionException("no connection", "08001"));
            }
        });

        assertThat(messages).isEqualTo(1);
        assertThat(attempts).hasValue(5);
        assertThat(rabbit.receive(on(CAMPAIGN.deadLetters()))).isNull();
    }

    private static Message message(String text) {
        return new Message(text.getBytes(UTF_8));
    }

    private static String on(String queue) {
        return TestInfra.PREFIX + queue;
    }
}
