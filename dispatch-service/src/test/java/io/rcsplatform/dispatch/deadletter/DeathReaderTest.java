package io.rcsplatform.dispatch.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;

class DeathReaderTest {
    private static final ConsumerQueue QUEUE = new ConsumerQueue(Destination.RECEIPTS, "dispatch");
    private static final String EVENT = "evt_01h455vb4pex5vsknk084sn02q";

    private final DeathReader reader = new DeathReader("fleet.");

    @Test
    void knowsTheQueueByItsNameOnTheBroker() {
        assertThat(reader.read(dead(Map.of())).queue()).isEqualTo(QUEUE);
        assertThat(reader.queues())
                .hasSameSizeAs(ConsumerQueue.all())
                .contains("fleet.rcs.receipts.dispatch.dlq", "fleet.rcs.message-events.campaign.dlq");
    }

    @Test
    void knowsAMessageAgainByItsEventAndCountsItsDeaths() {
        var first = reader.read(dead(Map.of("event-id", EVENT)));
        var second = reader.read(dead(Map.of("event-id", EVENT, "replay", 1)));

        assertThat(first.fingerprint()).isEqualTo(EVENT).isEqualTo(second.fingerprint());
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(second.attempt()).isEqualTo(2);
    }

    @Test
    void knowsAMessageThatNamesNoEventByItsContent() {
        var one = reader.read(dead(Map.of("event-id", "nonsense")));
        var same = reader.read(dead(Map.of()));

        assertThat(one.event()).isNull();
        assertThat(one.fingerprint()).startsWith("sha256:").isEqualTo(same.fingerprint());
    }

    @Test
    void saysWhyTheBrokerGaveUpWhereNobodyElseDoes() {
        var death = reader.read(dead(Map.of("x-death", List.of(Map.of("reason", "delivery_limit", "count", 1L)))));

        assertThat(death.reason()).isEqualTo("dead-lettered by the broker: delivery_limit");
        assertThat(reader.read(dead(Map.of())).reason()).startsWith("unknown");
    }

    @Test
    void keepsHeadersButNotTheReasonTwice() {
        var death = reader.read(dead(Map.of(
                "traceparent", "00-1-2-01", "x-exception-message", "why", "x-exception-stacktrace", "at", "n", 4)));

        assertThat(death.headers()).isEqualTo(Map.of("traceparent", "00-1-2-01", "n", 4));
        assertThat(death.reason()).isEqualTo("why");
        assertThat(death.stack()).isEqualTo("at");
    }

    private static Message dead(Map<String, Object> headers) {
        var message = MessageBuilder.withBody("{}".getBytes(UTF_8))
                .copyHeaders(headers)
                .build();
        message.getMessageProperties().setConsumerQueue("fleet." + QUEUE.deadLetters());
        return message;
    }
}
