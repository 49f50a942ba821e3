package io.rcsplatform.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.tracing.Tracer;
import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.Outbox.Replay;
import io.rcsplatform.platform.test.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OnTestService
class OutboxIT {
    @Autowired
    Outbox outbox;

    @Autowired
    OutboxTable table;

    @Autowired
    OutboxRelay relay;

    @Autowired
    Housekeeping housekeeping;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    AmqpAdmin admin;

    @Autowired
    EventJson json;

    @Autowired
    Line lineToBroker;

    @Autowired
    Tracer tracer;

    @BeforeEach
    void empty() {
        jdbc.sql("truncate outbox").update();
        admin.initialize();
        admin.purgeQueue(TestService.QUEUE);
    }

    @AfterEach
    void mend() {
        lineToBroker.mend();
    }

    @Test
    void publishesWhatWasCommittedAndKeepsItAsPublished() {
        var event = TestService.event();

        add(event);

        assertThat(arrived(1)).containsExactly(event.id());
        await("marked").untilAsserted(() -> assertThat(pending()).isZero());
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void publishesNothingOfATransactionThatRolledBack() {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            outbox.add(TestService.DESTINATION, TestService.event());
            transaction.setRollbackOnly();
        });
        var committed = TestService.event();
        add(committed);

        assertThat(arrived(1)).containsExactly(committed.id());
        assertThat(rabbit.receive(TestService.QUEUE, 700)).isNull();
    }

    @Test
    void refusesToAddOutsideATransaction() {
        assertThatThrownBy(() -> outbox.add(TestService.DESTINATION, TestService.event()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void publishesOnceTheBrokerIsBack() {
        lineToBroker.cut();
        var event = TestService.event();
        add(event);
        await("it waits")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(pending()).isEqualTo(1));

        lineToBroker.mend();

        assertThat(arrived(1)).containsExactly(event.id());
    }

    @Test
    void keepsAnEventThatHasNoQueueUntilItHas() {
        admin.deleteQueue(TestService.QUEUE);
        var event = TestService.event();

        add(event);

        assertThat(arrived(1)).containsExactly(event.id());
        await("marked").untilAsserted(() -> assertThat(pending()).isZero());
    }

    @Test
    void doesNotLetAnEventWithoutAQueueHoldUpTheOthers() {
        inTransaction(() -> IntStream.range(0, 120).forEach(_ -> outbox.add(TestService.PROBED, TestService.event())));
        var other = TestService.event();
        admin.deleteQueue(TestService.PROBED_QUEUE);

        add(other);

        assertThat(arrived(1)).containsExactly(other.id());
    }

    @Test
    void relaysOfSeveralInstancesShareTheRowsAndPublishEachOnce() throws InterruptedException {
        var events = IntStream.range(0, 300).mapToObj(_ -> TestService.event()).toList();
        inTransaction(() -> events.forEach(event -> outbox.add(TestService.DESTINATION, event)));

        var instances = IntStream.range(0, 3)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    while (relay.relay()) {
                        Thread.onSpinWait();
                    }
                }))
                .toList();
        for (var instance : instances) {
            instance.join();
        }

        assertThat(arrived(300))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(CampaignChanged::id).toList());
        assertThat(rabbit.receive(TestService.QUEUE, 300)).isNull();
    }

    @Test
    void publishesAgainWhatWasAddedSince() {
        var event = TestService.event();
        add(event);
        assertThat(arrived(1)).containsExactly(event.id());
        await("marked").untilAsserted(() -> assertThat(pending()).isZero());

        assertThat(outbox.replaySince(Instant.now().plusSeconds(60))).isZero();
        assertThat(outbox.replaySince(Instant.now().minusSeconds(60))).isEqualTo(1);

        assertThat(arrived(1)).containsExactly(event.id());
    }

    @Test
    void publishesAgainWhatIsAboutOneCampaignAndNothingElse() {
        var event = TestService.event();
        var other = TestService.event();
        add(event);
        add(other);
        arrived(2);
        await("marked").untilAsserted(() -> assertThat(pending()).isZero());

        assertThat(outbox.replay(
                        new Replay(Instant.EPOCH, TestService.DESTINATION, event.tenantId(), event.campaignId())))
                .isEqualTo(1);

        assertThat(arrived(1)).containsExactly(event.id());
        assertThat(outbox.replay(new Replay(Instant.EPOCH, TestService.PROBED, event.tenantId(), event.campaignId())))
                .as("another destination")
                .isZero();
        assertThat(outbox.replay(new Replay(Instant.EPOCH, null, other.tenantId(), event.campaignId())))
                .as("another tenant")
                .isZero();
    }

    @Test
    void tellsWhichEventsWereWrittenAboutACampaign() {
        var event = TestService.event();
        add(TestService.event());
        add(event);
        arrived(2);
        await("marked").untilAsserted(() -> assertThat(pending()).isZero());

        assertThat(outbox.about(TestService.DESTINATION, event.tenantId(), event.campaignId()))
                .containsExactly(event.id());
        assertThat(outbox.waitingAbout(TestService.DESTINATION, event.tenantId(), event.campaignId()))
                .isZero();

        jdbc.sql("update outbox set published_at = null, due_at = now() + interval '1 hour'")
                .update();
        assertThat(outbox.waitingAbout(TestService.DESTINATION, event.tenantId(), event.campaignId()))
                .isEqualTo(1);
    }

    @Test
    void carriesTheTraceThatWroteTheEvent() {
        var span = tracer.nextSpan().start();
        try (var _ = tracer.withSpan(span)) {
            add(TestService.event());
        } finally {
            span.end();
        }

        var message = rabbit.receive(TestService.QUEUE, 20_000);

        assertThat(message).isNotNull();
        assertThat(message.getMessageProperties().<String>getHeader("traceparent"))
                .contains(span.context().traceId());
    }

    @Test
    void forgetsWhatWasPublishedLongerThanADayAgoAndNothingElse() {
        insert("now() - interval '25 hours'");
        insert("now() - interval '23 hours'");

        housekeeping.run();

        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void measuresWhatWaits() {
        insert("null");
        jdbc.sql("update outbox set created_at = now() - interval '90 seconds', due_at = now() + interval '1 hour'")
                .update();

        housekeeping.run();

        assertThat(housekeeping.backlog().rows()).isEqualTo(1);
        assertThat(housekeeping.backlog().ageSeconds()).isBetween(90.0, 95.0);
    }

    private void insert(String publishedAt) {
        jdbc.sql("""
                insert into outbox (destination, event_id, event_type, payload, due_at, published_at)
                values ('CAMPAIGN_EVENTS', gen_random_uuid(), 'campaign.changed.v1', '{}', now() + interval '1 hour', %s)
                """.formatted(publishedAt)).update();
    }

    private void add(CampaignChanged event) {
        inTransaction(() -> outbox.add(TestService.DESTINATION, event));
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run());
    }

    private List<EventId> arrived(int number) {
        await("the queue is there").until(() -> admin.getQueueInfo(TestService.QUEUE) != null);
        var ids = new ArrayList<EventId>();
        while (ids.size() < number) {
            var message =
                    rabbit.receive(TestService.QUEUE, Duration.ofSeconds(20).toMillis());
            assertThat(message).as("event %s of %s", ids.size() + 1, number).isNotNull();
            ids.add(json.read(message.getBody(), CampaignChanged.class).id());
        }
        return ids;
    }

    private long pending() {
        return table.backlog().rows();
    }

    private int kept() {
        return jdbc.sql("select count(*) from outbox").query(Integer.class).single();
    }
}
