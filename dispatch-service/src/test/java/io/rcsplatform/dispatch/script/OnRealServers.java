package io.rcsplatform.dispatch.script;

import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.Publisher;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole service on real servers, with a provider that does as it is told. All tests share one instance: two in one JVM would work
 * off each other's.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "rcs.dispatch.retry-base=20ms",
            "rcs.dispatch.receipt-wait=1s",
            "rcs.dispatch.lease.duration=3s",
            "rcs.dispatch.lease.beat=500ms",
            "rcs.dispatch.lease.poll=50ms",
            "rcs.dispatch.circuit.probe-after=500ms",
            "rcs.dispatch.circuit.fail-over-after=5s",
            "rcs.accounts.scripted.provider=scripted",
            "rcs.accounts.scripted.channel=rcs",
            "rcs.accounts.scripted.contract=blind",
            "rcs.accounts.scripted.base-url=http://localhost",
            "rcs.accounts.scripted.callback-token=a-token-for-tests-1",
            "rcs.accounts.scripted.credentials.user=tester",
            "rcs.accounts.scripted-recorded.provider=scripted",
            "rcs.accounts.scripted-recorded.channel=rcs",
            "rcs.accounts.scripted-recorded.contract=blind",
            "rcs.accounts.scripted-recorded.base-url=http://localhost",
            "rcs.accounts.scripted-recorded.callback-token=a-token-for-tests-5",
            "rcs.accounts.scripted-recorded.credentials.user=tester",
            "rcs.accounts.scripted-unsteady.provider=scripted",
            "rcs.accounts.scripted-unsteady.channel=rcs",
            "rcs.accounts.scripted-unsteady.contract=blind",
            "rcs.accounts.scripted-unsteady.base-url=http://localhost",
            "rcs.accounts.scripted-unsteady.callback-token=a-token-for-tests-6",
            "rcs.accounts.scripted-unsteady.credentials.user=tester",
            "rcs.accounts.scripted-idempotent.provider=scripted",
            "rcs.accounts.scripted-idempotent.channel=rcs",
            "rcs.accounts.scripted-idempotent.contract=idempotent",
            "rcs.accounts.scripted-idempotent.base-url=http://localhost",
            "rcs.accounts.scripted-idempotent.callback-token=a-token-for-tests-2",
            "rcs.accounts.scripted-idempotent.credentials.user=tester",
            "rcs.accounts.scripted-sms.provider=scripted",
            "rcs.accounts.scripted-sms.channel=sms",
            "rcs.accounts.scripted-sms.contract=blind",
            "rcs.accounts.scripted-sms.base-url=http://localhost",
            "rcs.accounts.scripted-sms.callback-token=a-token-for-tests-3",
            "rcs.accounts.scripted-sms.credentials.user=tester"
        })
@Import({TestInfra.class, OnRealServers.Scripted.class})
public abstract class OnRealServers {
    protected static final Duration SOON = Duration.ofSeconds(60);
    protected static final CampaignService CAMPAIGN_SERVICE = CampaignService.start();
    protected static final Google GOOGLE = Google.start();
    protected static final ProviderRecord RECORD = ProviderRecord.start();

    @Autowired
    protected ScriptedProvider provider;

    @Autowired
    protected Publisher publisher;

    @Autowired
    protected RabbitTemplate rabbit;

    @Autowired
    protected EventJson json;

    @Autowired
    protected JdbcClient jdbc;

    @TestConfiguration(proxyBeanMethods = false)
    static class Scripted {
        @Bean
        ScriptedProvider scriptedProvider() {
            return new ScriptedProvider();
        }
    }

    @DynamicPropertySource
    static void othersOverHttp(DynamicPropertyRegistry properties) {
        properties.add("rcs.consent.campaign-url", CAMPAIGN_SERVICE::url);
        properties.add("rcs.accounts.scripted-recorded.record-url", RECORD::url);
        GOOGLE.account("rcs.accounts.google-rbm").forEach((name, value) -> properties.add(name, () -> value));
    }

    @BeforeEach
    void forget() {
        provider.reset();
        CAMPAIGN_SERVICE.answersAgain();
    }

    protected void feed(Batch batch) {
        publisher.publish(Destination.DISPATCH_BULK, batch.event());
    }

    /** Every event about this campaign that was written so far, in order. */
    protected List<MessageEvents> events(Batch batch) {
        return jdbc
                .sql("select payload from outbox where tenant_id = ? and destination = 'MESSAGE_EVENTS' order by id")
                .param(batch.tenant().value())
                .query((row, _) -> json.read(row.getBytes(1), MessageEvents.class))
                .list()
                .stream()
                .filter(event -> batch.campaign().equals(event.campaignId()))
                .toList();
    }

    protected List<Change> changes(Batch batch) {
        return events(batch).stream().flatMap(event -> event.changes().stream()).toList();
    }

    protected long completions(Batch batch) {
        return events(batch).stream()
                .filter(event ->
                        event.completed() != null && event.completed().batchId().equals(batch.id()))
                .count();
    }

    protected void awaitCompletion(Batch batch) {
        await("the batch is worked off").atMost(SOON).until(() -> completions(batch) > 0);
    }

    /** Also of those who are tried again after the batch. */
    protected void awaitOutcomes(Batch batch) {
        await("everybody has an outcome")
                .atMost(SOON)
                .until(() -> changes(batch).stream()
                        .map(Change::messageId)
                        .collect(Collectors.toSet())
                        .containsAll(batch.messages()));
    }

    protected Map<MessageState, Long> states(Batch batch) {
        return rows(batch, batch.channel()).stream().collect(Collectors.groupingBy(Row::state, Collectors.counting()));
    }

    protected List<Row> rows(Batch batch, Channel leg) {
        return jdbc.sql("""
                        select * from message where tenant_id = ? and campaign_id = ? and leg = ? order by id
                        """)
                .params(batch.tenant().value(), batch.campaign().value(), leg == Channel.RCS ? 1 : 2)
                .query((row, _) -> new Row(
                        LedgerCodes.state(row.getShort("state")),
                        LedgerCodes.reason(row.getString("reason")),
                        row.getInt("attempts")))
                .list();
    }

    protected static Receipt receipt(MessageId id, MessageState state, Instant at) {
        return new Receipt(ScriptedProvider.providerIdOf(id), state, at, null, null);
    }

    protected static Receipt failure(MessageId id, MessageState state, @Nullable Reason reason, Instant at) {
        return new Receipt(ScriptedProvider.providerIdOf(id), state, at, reason, "E1");
    }

    protected void receive(String account, Receipt... receipts) {
        publisher.publish(
                Destination.RECEIPTS,
                new ReceiptsReceived(new EventId(Batch.draw()), Instant.now(), account, List.of(receipts)));
    }

    protected void consent(Batch batch, int index, ConsentState state, Instant at) {
        publish(
                Destination.CONSENT_EVENTS,
                new ConsentChanged(
                        new EventId(Batch.draw()),
                        batch.tenant(),
                        at,
                        List.of(new ConsentChanged.Entry(batch.phone(index), state, at))));
    }

    protected static ConsentChanged optOut(Batch batch, int index) {
        var now = Instant.now();
        return new ConsentChanged(
                new EventId(Batch.draw()),
                batch.tenant(),
                now,
                List.of(new ConsentChanged.Entry(batch.phone(index), ConsentState.OPTED_OUT, now)));
    }

    /** A batch as another instance left it: its rows in these states, the rest not begun. */
    protected void crashed(Batch batch, Duration leaseLeft, MessageState... states) {
        jdbc.sql("""
                        insert into batch (tenant_id, id, leg, campaign_id, recipients, first_message, last_message, deadline, owner,
                                           flush, lease_until)
                        values (?, ?, 1, ?, ?, ?, ?, now() + interval '1 hour', ?, 1, now() + ? * interval '1 millisecond')
                        """)
                .params(
                        batch.tenant().value(),
                        batch.id().value(),
                        batch.campaign().value(),
                        batch.size(),
                        batch.message(0).value(),
                        batch.message(batch.size() - 1).value(),
                        UUID.randomUUID(),
                        leaseLeft.toMillis())
                .update();
        for (int i = 0; i < states.length; i++) {
            jdbc.sql("""
                            insert into message (tenant_id, id, leg, campaign_id, batch_id, sender_id, account, address, state, attempts)
                            values (?, ?, 1, ?, ?, ?, ?, ?, ?, 1)
                            """)
                    .params(
                            batch.tenant().value(),
                            batch.message(i).value(),
                            batch.campaign().value(),
                            batch.id().value(),
                            batch.sender().id().value(),
                            batch.sender().account(),
                            batch.phone(i).digits(),
                            LedgerCodes.of(states[i]))
                    .update();
        }
    }

    protected void cancel(Batch batch) {
        publish(
                Destination.CAMPAIGN_EVENTS,
                new CampaignChanged(
                        new EventId(Batch.draw()),
                        batch.tenant(),
                        Instant.now(),
                        batch.campaign(),
                        "cancelled",
                        null,
                        9));
    }

    protected void publish(Destination destination, Event event) {
        publisher.publish(destination, event);
    }

    protected record Row(MessageState state, @Nullable Reason reason, int attempts) {}
}
