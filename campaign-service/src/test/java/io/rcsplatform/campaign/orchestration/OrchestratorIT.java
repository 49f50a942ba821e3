package io.rcsplatform.campaign.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.BatchCompleted;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.Publisher;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** From launch to completion, over the broker both ways, with a dispatcher that takes whatever it is given. */
@SpringBootTest(
        classes = CampaignsTestService.class,
        properties = {
            "rcs.orchestrator.feed-again-after=1s",
            "spring.cloud.function.definition=messageEvents;fallbackDecided",
            "spring.cloud.stream.bindings.messageEvents-in-0.destination=rcs.message-events",
            "spring.cloud.stream.bindings.messageEvents-in-0.group=campaign",
            "spring.cloud.stream.bindings.messageEvents-in-0.consumer.concurrency=2",
            "spring.cloud.stream.bindings.fallbackDecided-in-0.destination=rcs.fallback-events",
            "spring.cloud.stream.bindings.fallbackDecided-in-0.group=campaign"
        })
@DirtiesContext
class OrchestratorIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String QUEUE = TestInfra.PREFIX + Destination.DISPATCH_BULK.address() + ".dispatch";

    @Autowired
    Campaigns campaigns;

    @Autowired
    Given given;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    AmqpAdmin admin;

    @Autowired
    Publisher publisher;

    @Autowired
    EventJson json;

    @Autowired
    Ids ids;

    @Autowired
    JdbcClient jdbc;

    private final Set<Recipient> sent = ConcurrentHashMap.newKeySet();
    private final Set<BatchId> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean stopped;
    private Thread dispatcher = Thread.currentThread();

    @BeforeEach
    void startDispatcher() {
        given.nothingToDo();
        admin.initialize();
        admin.purgeQueue(QUEUE);
        dispatcher = Thread.ofVirtual().start(this::dispatch);
    }

    @AfterEach
    void stopDispatcher() throws InterruptedException {
        stopped = true;
        dispatcher.join();
    }

    @Test
    void bringsACampaignFromLaunchToCompletion() {
        var tenant = given.tenant();
        var campaign = given.launched(given.draft(tenant, 5_000, 2_000));

        await("everybody has an outcome")
                .atMost(SOON)
                .until(() -> given.now(campaign).status().equals(CampaignStatus.COMPLETED));

        assertThat(sent).hasSize(5_000);
    }

    @Test
    void getsOverLostBatchesAndLostDatabaseConnections() {
        lost.set(4);
        var campaign = given.launched(given.draft(given.tenant(), 3_000, 1_000));
        await("half of it is out").atMost(SOON).until(() -> sent.size() >= 1_500);

        jdbc.sql("""
                select pg_terminate_backend(pid)
                  from pg_stat_activity
                 where datname = current_database() and pid <> pg_backend_pid()
                """).query(row -> {});

        await("everybody has an outcome")
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> given.now(campaign).status().equals(CampaignStatus.COMPLETED));
        assertThat(sent).hasSize(3_000);
        assertThat(progressOf(campaign)).isEqualTo(3_000);
    }

    @Test
    void launchesAScheduledCampaignWhenItIsDue() {
        var tenant = given.tenant();
        var draft = given.draft(tenant, 10, 100);
        campaigns.append(draft, draft.schedule(Instant.now().plusSeconds(1), Instant.now()));

        await("the scheduled campaign is through")
                .atMost(SOON)
                .until(() -> given.now(draft).status().equals(CampaignStatus.COMPLETED));

        assertThat(sent).hasSize(10);
    }

    private long progressOf(Campaign campaign) {
        return jdbc.sql("select count from campaign_counter where campaign_id = ? and name = 'state:sent'")
                .param(campaign.id().value())
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private void dispatch() {
        while (!stopped) {
            var message = rabbit.receive(QUEUE, 100);
            if (message != null && lost.getAndDecrement() <= 0) {
                var batch = json.read(message.getBody(), DispatchBatch.class);
                publisher.publish(Destination.MESSAGE_EVENTS, answer(batch, answered.add(batch.batchId())));
                sent.addAll(batch.recipients());
            }
        }
    }

    /** A batch that comes again is answered with its completion alone. */
    private MessageEvents answer(DispatchBatch batch, boolean first) {
        var changes = batch.recipients().stream()
                .filter(_ -> first)
                .map(recipient -> new Change(
                        recipient.id(), Channel.RCS, null, null, MessageState.SENT, null, Instant.now(), false))
                .toList();
        var completed = new BatchCompleted(
                batch.batchId(), batch.batchNumber(), batch.recipients().size(), 0);
        return new MessageEvents(
                ids.event(),
                batch.tenantId(),
                Instant.now(),
                batch.campaignId(),
                changes,
                completed,
                List.of(),
                0,
                0,
                null);
    }
}
