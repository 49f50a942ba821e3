package io.rcsplatform.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.platform.messaging.TestService.Probe;
import io.rcsplatform.platform.test.Line;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

@OnTestService
@ExtendWith(OutputCaptureExtension.class)
class ConsumerIT {
    private static final String PROBE = "probe-in-0";
    private static final String PARKED = TestService.PROBED_QUEUE + ".dlq";

    @Autowired
    Publisher publisher;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    AmqpAdmin admin;

    @Autowired
    Probe probe;

    @Autowired
    Line lineToBroker;

    @Autowired
    BindingsLifecycleController bindings;

    @BeforeEach
    void emptyQueues() {
        admin.initialize();
        admin.purgeQueue(PARKED);
        admin.purgeQueue(TestService.PROBED_QUEUE);
        probe.does(_ -> {});
    }

    @AfterEach
    void mend() {
        lineToBroker.mend();
    }

    @Test
    void parksAMessageThatFailedThreeTimesWithItsReason(CapturedOutput output) {
        probe.does(_ -> {
            throw new IllegalStateException("no such campaign");
        });
        var event = TestService.event();

        publisher.publish(TestService.PROBED, event);

        var parked = parked();
        assertThat(probe.seen(event)).isEqualTo(3);
        assertThat(output)
                .contains("3 of 3 times before it is parked: java.lang.IllegalStateException: no such campaign");
        assertThat(parked.getMessageProperties().<String>getHeader("x-exception-message"))
                .contains("no such campaign");
        assertThat(new String(parked.getBody(), StandardCharsets.UTF_8)).contains("\"status\":\"running\"");
    }

    @Test
    void goesOnWithTheNeighboursOfAPoisonMessage() {
        var poison = TestService.event();
        probe.does(message -> {
            if (poison.id().toString().equals(message.getHeaders().get(EventHeaders.EVENT_ID))) {
                throw new IllegalStateException("poison");
            }
        });

        var neighbour = TestService.event();
        publisher.publish(TestService.PROBED, poison);
        publisher.publish(TestService.PROBED, neighbour);

        await("three attempts and the neighbour").until(() -> probe.seen(poison) == 3 && probe.seen(neighbour) == 1);
        assertThat(parked()).isNotNull();
    }

    @Test
    void waitsForAnOutageToEndAndParksNothing() {
        var event = TestService.event();
        probe.does(_ -> {
            if (probe.seen(event) < 6) {
                throw new CannotGetJdbcConnectionException(
                        "pool", new java.sql.SQLTransientConnectionException("no connection", "08001"));
            }
        });

        publisher.publish(TestService.PROBED, event);

        await("more attempts than three").atMost(Duration.ofSeconds(30)).until(() -> probe.seen(event) == 6);
        assertThat(rabbit.receive(PARKED)).isNull();
    }

    @Test
    void parksAMessageThatCameBackTooOftenBeforeItsConsumerDiesOfItAgain() {
        bindings.changeState(PROBE, State.STOPPED);
        publisher.publish(TestService.PROBED, TestService.event());
        for (int i = 0; i < DeliveryLimit.RETURNS; i++) {
            comeBack();
        }

        bindings.changeState(PROBE, State.STARTED);

        assertThat(parked().getMessageProperties().getHeaders().get("x-exception-message"))
                .asString()
                .contains("came back to its queue " + DeliveryLimit.RETURNS + " times");
        assertThat(probe.seen).isEmpty();
    }

    @Test
    void handlesAMessageThatCameBackAFewTimes() {
        var event = TestService.event();
        bindings.changeState(PROBE, State.STOPPED);
        publisher.publish(TestService.PROBED, event);
        for (int i = 0; i < DeliveryLimit.RETURNS - 1; i++) {
            comeBack();
        }

        bindings.changeState(PROBE, State.STARTED);

        await("it is handled").until(() -> probe.seen(event) == 1);
        assertThat(rabbit.receive(PARKED)).isNull();
    }

    @Test
    void returnsAfterItsQueueWasDeleted() {
        publisher.publish(TestService.PROBED, TestService.event());
        await("it consumes").untilAsserted(() -> assertThat(probe.seen).hasSize(1));

        admin.deleteQueue(TestService.PROBED_QUEUE);

        await("it consumes again")
                .atMost(Duration.ofSeconds(30))
                .ignoreException(PublishFailed.class)
                .untilAsserted(() -> {
                    publisher.publish(TestService.PROBED, TestService.event());
                    assertThat(probe.seen).hasSizeGreaterThan(1);
                });
    }

    @Test
    void returnsAfterTheBrokerWasGone() {
        lineToBroker.cut();
        lineToBroker.mend();

        await("it consumes again")
                .atMost(Duration.ofSeconds(30))
                .ignoreException(PublishFailed.class)
                .untilAsserted(() -> {
                    publisher.publish(TestService.PROBED, TestService.event());
                    assertThat(probe.seen).isNotEmpty();
                });
    }

    /** As when a consumer is killed with the message in its hands. */
    private void comeBack() {
        await("it is there")
                .until(() -> rabbit.execute(channel -> {
                    var next = channel.basicGet(TestService.PROBED_QUEUE, false);
                    if (next == null) {
                        return false;
                    }
                    channel.basicNack(next.getEnvelope().getDeliveryTag(), false, true);
                    return true;
                }));
    }

    private Message parked() {
        @Nullable Message parked = rabbit.receive(PARKED, 20_000);
        return Objects.requireNonNull(parked, "nothing was parked");
    }
}
