package io.rcsplatform.campaign.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignSettings;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.FallbackPolicy;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.event.SenderRef;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
class FeedingIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Autowired
    FeedCampaigns feeding;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RabbitTemplate rabbit;

    @Autowired
    AmqpAdmin admin;

    @Autowired
    EventJson json;

    TenantId tenant;

    @BeforeEach
    void start() {
        given.nothingToDo();
        tenant = given.tenant();
        admin.initialize();
        admin.purgeQueue(queue(Destination.DISPATCH_BULK));
        admin.purgeQueue(queue(Destination.DISPATCH_EXPRESS));
    }

    @Test
    void publishesBatchesWithTheDerivedIds() {
        var campaign = running(given.draft(tenant, 450, 1_000));

        feeding.feed();

        var batches = published(Destination.DISPATCH_BULK);
        var launchedAt = campaign.launchedAt();
        assertThat(launchedAt).isNotNull();
        assertThat(batches).extracting(DispatchBatch::batchNumber).containsExactly(1, 2, 3);
        assertThat(batches)
                .extracting(DispatchBatch::batchId)
                .containsExactly(
                        BatchId.derive(campaign.id(), launchedAt, 1),
                        BatchId.derive(campaign.id(), launchedAt, 2),
                        BatchId.derive(campaign.id(), launchedAt, 3));
        assertThat(batches)
                .flatExtracting(DispatchBatch::recipients)
                .extracting(Recipient::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 450)
                        .mapToObj(seq -> MessageId.derive(campaign.id(), launchedAt, seq))
                        .toList());
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.tenantId()).isEqualTo(tenant);
            assertThat(batch.campaignId()).isEqualTo(campaign.id());
            assertThat(batch.channel()).isEqualTo(Channel.RCS);
            assertThat(batch.deadline()).isEqualTo(launchedAt.plus(Duration.ofDays(1)));
            assertThat(batch.fallback()).isNull();
        });
        assertThat(states(campaign)).containsExactly("1 fed", "2 fed", "3 fed");
    }

    @Test
    void givesEachRecipientItsValuesAndTheBuiltInOnes() {
        var audience = given.audience(tenant);
        given.member(tenant, audience, 33600000001L, "{\"first_name\":\"Ada\"}");
        var version = given.version(
                tenant,
                given.template(tenant),
                1,
                "{{message_id}}: Hello {{first_name}}",
                "Hello {{first_name}} ({{campaign_id}})",
                "[{\"name\":\"first_name\"}]",
                "first_name");
        var sender = given.sender(tenant, "rcs", 100);
        var sms = given.sender(tenant, "sms", 50);
        var campaign = running(given.draft(tenant, given.settings(sender, version, audience, sms)));

        feeding.feed();

        var batch = published(Destination.DISPATCH_BULK).getFirst();
        var id = MessageId.derive(campaign.id(), launchedAt(campaign), 1);
        assertThat(batch.variables()).containsExactly("first_name", "campaign_id", "message_id");
        assertThat(batch.recipients())
                .containsExactly(new Recipient(
                        id,
                        new PhoneNumber(33600000001L),
                        List.of("Ada", campaign.id().toString(), id.toString())));
        assertThat(batch.sender()).isEqualTo(new SenderRef(sender, "demo-rcs", null, 100));
        assertThat(batch.fallback())
                .extracting(FallbackPolicy::sender)
                .isEqualTo(new SenderRef(sms, "demo-sms", null, 50));
    }

    @Test
    void keepsThreeSecondsOfTheSendersRateInFlight() {
        var campaign = running(given.draft(tenant, 2_000, 100));

        feeding.feed();
        feeding.feed();

        assertThat(published(Destination.DISPATCH_BULK)).hasSize(2);

        done(campaign, 1);
        feeding.feed();

        assertThat(published(Destination.DISPATCH_BULK))
                .extracting(DispatchBatch::batchNumber)
                .containsExactly(3);
    }

    @Test
    void sharesTheSendersTimeAmongItsCampaigns() {
        var sender = given.sender(tenant, "rcs", 400);
        var one = running(draft(sender, 3_000));
        var other = running(draft(sender, 3_000));

        feeding.feed();

        assertThat(published(Destination.DISPATCH_BULK))
                .extracting(DispatchBatch::campaignId)
                .containsExactlyInAnyOrder(one.id(), one.id(), one.id(), other.id(), other.id(), other.id());
    }

    @Test
    void givesASmallCampaignItsShareBehindAMillion() {
        var sender = given.sender(tenant, "rcs", 400);
        running(draft(sender, 20_000));
        feeding.feed();
        published(Destination.DISPATCH_BULK);
        var small = running(draft(sender, 100));

        feeding.feed();

        assertThat(published(Destination.DISPATCH_BULK))
                .extracting(DispatchBatch::campaignId)
                .containsExactly(small.id());
    }

    @Test
    void sendsWhatSomebodyWaitsForOnTheExpressLane() {
        var settings = given.settings(
                given.sender(tenant, "rcs", 100), given.plainText(tenant), given.audience(tenant, 3), null);
        var transactional = new CampaignSettings(
                settings.name(),
                settings.sender(),
                settings.templateVersion(),
                settings.audience(),
                TrafficClass.TRANSACTION,
                null,
                settings.validity(),
                UnknownPolicy.NEVER_MISS);
        running(given.draft(tenant, transactional));

        feeding.feed();

        assertThat(published(Destination.DISPATCH_BULK)).isEmpty();
        assertThat(published(Destination.DISPATCH_EXPRESS))
                .extracting(DispatchBatch::unknownPolicy)
                .containsExactly(UnknownPolicy.NEVER_MISS);
    }

    @Test
    void feedsAgainWhatHasBeenInFlightTooLong() {
        var campaign = running(given.draft(tenant, 450, 1_000));
        feeding.feed();
        var first = published(Destination.DISPATCH_BULK);
        done(campaign, 2);
        fedAgo(campaign, Duration.ofSeconds(61));

        feeding.feed();

        var again = published(Destination.DISPATCH_BULK);
        assertThat(again).extracting(DispatchBatch::batchNumber).containsExactly(1, 3);
        assertThat(again.getFirst().batchId()).isEqualTo(first.getFirst().batchId());
        assertThat(again.getFirst().recipients()).isEqualTo(first.getFirst().recipients());
    }

    @Test
    void givesABatchTheTimeThatItsSenderNeedsForAllThatIsInFlight() {
        var sender = given.sender(tenant, "rcs", 1);
        for (int i = 0; i < 30; i++) {
            running(given.draft(
                    tenant, given.settings(sender, given.plainText(tenant), given.audience(tenant, 2), null)));
        }
        feeding.feed();
        var first = published(Destination.DISPATCH_BULK);
        jdbc.sql("update campaign_batch set fed_at = now() - interval '61 seconds' where state = 'fed'")
                .update();

        feeding.feed();
        assertThat(published(Destination.DISPATCH_BULK)).isEmpty();

        jdbc.sql("update campaign_batch set fed_at = now() - interval '103 seconds' where state = 'fed'")
                .update();
        feeding.feed();
        assertThat(published(Destination.DISPATCH_BULK))
                .as("within two minutes, however slow the sender")
                .hasSameSizeAs(first);
    }

    @Test
    void waitsLongerWithEachFeeding() {
        var campaign = running(given.draft(tenant, 10, 1_000));
        feeding.feed();
        fedAgo(campaign, Duration.ofSeconds(61));
        feeding.feed();
        fedAgo(campaign, Duration.ofSeconds(61));

        feeding.feed();

        assertThat(published(Destination.DISPATCH_BULK)).hasSize(2);
    }

    @Test
    void feedsNothingWhilePausedAndGoesOnAfter() {
        var campaign = running(given.draft(tenant, 2_000, 100));
        feeding.feed();
        published(Destination.DISPATCH_BULK);
        var paused = campaigns.append(campaign, campaign.pause("asked", NOW));
        done(campaign, 1);
        done(campaign, 2);

        feeding.feed();

        assertThat(published(Destination.DISPATCH_BULK)).isEmpty();

        campaigns.append(paused, paused.resume(NOW));
        feeding.feed();

        assertThat(published(Destination.DISPATCH_BULK))
                .extracting(DispatchBatch::batchNumber)
                .containsExactly(3, 4);
    }

    @Test
    void cancelsWhatIsNotFedYet() {
        var campaign = running(given.draft(tenant, 1_000, 100));
        feeding.feed();
        published(Destination.DISPATCH_BULK);

        campaigns.append(campaign, campaign.cancel(NOW));
        feeding.feed();

        assertThat(published(Destination.DISPATCH_BULK)).isEmpty();
        assertThat(states(campaign)).containsExactly("1 fed", "2 fed", "3 cancelled", "4 cancelled", "5 cancelled");
    }

    @Test
    void asksForWhatACancelledCampaignHadInFlightWithoutLettingItOut() {
        var campaign = running(given.draft(tenant, 450, 100));
        feeding.feed();
        published(Destination.DISPATCH_BULK);
        campaigns.append(campaign, campaign.cancel(NOW));
        fedAgo(campaign, Duration.ofSeconds(65));

        feeding.feed();

        var again = published(Destination.DISPATCH_BULK);
        assertThat(again).extracting(DispatchBatch::batchNumber).containsExactly(1, 2);
        assertThat(again).allSatisfy(batch -> assertThat(batch.deadline()).isBeforeOrEqualTo(launchedAt(campaign)));
    }

    @Test
    void leavesABatchPendingThatNoQueueTook() {
        running(given.draft(tenant, 1, 1_000));
        feeding.feed();
        var campaign = running(given.draft(tenant, 450, 1_000));
        admin.deleteQueue(queue(Destination.DISPATCH_BULK));

        feeding.feed();

        assertThat(states(campaign)).containsExactly("1 pending", "2 pending", "3 pending");

        await("the queue is back").atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            feeding.feed();
            assertThat(states(campaign)).containsExactly("1 fed", "2 fed", "3 fed");
        });
        assertThat(published(Destination.DISPATCH_BULK))
                .extracting(DispatchBatch::batchNumber)
                .contains(1, 2, 3);
    }

    @Test
    void leavesABatchDoneThatWasAnsweredBeforeItCountedAsFed() {
        var campaign = running(given.draft(tenant, 10, 100));
        done(campaign, 1);

        feeding.feed();

        assertThat(states(campaign)).containsExactly("1 done");
    }

    private Campaign draft(SenderId sender, int members) {
        return given.draft(
                tenant, given.settings(sender, given.plainText(tenant), given.audience(tenant, members), null));
    }

    private Campaign running(Campaign draft) {
        return given.planned(draft);
    }

    private static Instant launchedAt(Campaign campaign) {
        var at = campaign.launchedAt();
        if (at == null) {
            throw new AssertionError("not launched");
        }
        return at;
    }

    private List<DispatchBatch> published(Destination lane) {
        var found = new ArrayList<DispatchBatch>();
        for (var batch = next(lane); batch != null; batch = next(lane)) {
            found.add(batch);
        }
        found.sort((a, b) -> Integer.compare(number(a), number(b)));
        return found;
    }

    private static int number(DispatchBatch batch) {
        return batch.batchNumber() == null ? 0 : batch.batchNumber();
    }

    private @Nullable DispatchBatch next(Destination lane) {
        var message = rabbit.receive(queue(lane));
        return message == null ? null : json.read(message.getBody(), DispatchBatch.class);
    }

    private static String queue(Destination lane) {
        return TestInfra.PREFIX + lane.address() + ".dispatch";
    }

    private void done(Campaign campaign, int number) {
        jdbc.sql("update campaign_batch set state = 'done' where tenant_id = ? and campaign_id = ? and number = ?")
                .params(tenant.value(), campaign.id().value(), number)
                .update();
    }

    private void fedAgo(Campaign campaign, Duration ago) {
        jdbc.sql("""
                update campaign_batch
                   set fed_at = now() - make_interval(secs => ?)
                 where tenant_id = ? and campaign_id = ? and state = 'fed'
                """)
                .params((double) ago.toSeconds(), tenant.value(), campaign.id().value())
                .update();
    }

    private List<String> states(Campaign campaign) {
        return jdbc.sql("""
                select number || ' ' || state
                  from campaign_batch
                 where tenant_id = ? and campaign_id = ?
                 order by number
                """)
                .params(tenant.value(), campaign.id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
