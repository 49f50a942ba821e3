package io.rcsplatform.campaign.orchestration;

import static io.rcsplatform.domain.campaign.CampaignStatus.CANCELLED;
import static io.rcsplatform.domain.campaign.CampaignStatus.COMPLETED;
import static io.rcsplatform.domain.campaign.CampaignStatus.DRAINING;
import static io.rcsplatform.domain.campaign.CampaignStatus.PAUSED;
import static io.rcsplatform.domain.campaign.CampaignStatus.RUNNING;
import static io.rcsplatform.domain.message.MessageState.FAILED;
import static io.rcsplatform.domain.message.MessageState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.given.Happenings;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.platform.json.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
class EndingIT {
    @Autowired
    FeedCampaigns feeding;

    @Autowired
    EndCampaigns ending;

    @Autowired
    Consumer<Message<byte[]>> messageEvents;

    @Autowired
    Consumer<Message<byte[]>> fallbackDecided;

    @Autowired
    EventJson json;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    TenantId tenant;
    Campaign campaign;
    Happenings happenings;

    /** Twenty recipients in two batches, all in flight. */
    @BeforeEach
    void aCampaignInFlight() {
        given.nothingToDo();
        tenant = given.tenant();
        campaign = given.planned(given.draft(tenant, 20, 5));
        happenings = new Happenings(campaign);
        feeding.feed();
    }

    @Test
    void runsOnWhileABatchIsInFlight() {
        sent(1, 20);
        told(happenings.completed(1));

        assertThat(statusAfterARound()).isEqualTo(RUNNING);
    }

    @Test
    void completesOnceAllBatchesAreDoneAndEverybodyHasAnOutcome() {
        sent(1, 20);
        told(happenings.completed(1));
        told(happenings.completed(2));

        assertThat(statusAfterARound()).isEqualTo(COMPLETED);
        assertThat(campaigns.history(tenant, campaign.id()))
                .extracting(Campaigns.Recorded::type)
                .endsWith("campaign.drained.v1", "campaign.completed.v1");
        assertThat(leftToDo()).isZero();
    }

    @Test
    void waitsForAnOutcomeThatItsBatchOvertook() {
        sent(1, 19);
        told(happenings.completed(1));
        told(happenings.completed(2));

        assertThat(statusAfterARound()).isEqualTo(DRAINING);

        sent(20, 20);

        assertThat(statusAfterARound()).isEqualTo(COMPLETED);
    }

    @Test
    void waitsForFallbackDecisionsAndForTheOutcomesOfOrderedSms() {
        told(happenings.withFallbacks(
                List.of(1, 2, 3),
                happenings.first(1, FAILED, Reason.NOT_RCS),
                happenings.first(2, FAILED, Reason.NOT_RCS),
                happenings.first(3, FAILED, Reason.NOT_RCS)));
        sent(4, 20);
        told(happenings.completed(1));
        told(happenings.completed(2));

        assertThat(statusAfterARound()).as("undecided").isEqualTo(DRAINING);

        decided(happenings.decided(List.of(1, 2), List.of(3), Reason.OPTED_OUT));

        assertThat(statusAfterARound()).as("two SMS ordered").isEqualTo(DRAINING);

        told(happenings.smsSettled(1, happenings.next(1, FAILED, Reason.NOT_RCS, SENT)));

        assertThat(statusAfterARound()).as("one SMS to come").isEqualTo(DRAINING);

        told(happenings.smsSettled(1));

        assertThat(statusAfterARound()).isEqualTo(COMPLETED);
    }

    @Test
    void drainsAPausedCampaignWhoseLastBatchesCameBack() {
        campaigns.append(campaign, campaign.pause("asked", Instant.now()));
        sent(1, 19);
        assertThat(statusAfterARound()).isEqualTo(PAUSED);

        told(happenings.completed(1));
        told(happenings.completed(2));

        assertThat(statusAfterARound()).isEqualTo(DRAINING);
    }

    @Test
    void completesACampaignWithNobodyToMessage() {
        var audience = given.audience(tenant, 2);
        given.optedOut(tenant, 33600000001L);
        given.optedOut(tenant, 33600000002L);
        campaign = given.planned(given.draft(
                tenant, given.settings(given.sender(tenant, "rcs", 5), given.plainText(tenant), audience, null)));

        assertThat(statusAfterARound()).isEqualTo(COMPLETED);
    }

    @Test
    void keepsACancelledCampaignUntilWhatWasInFlightIsBack() {
        campaigns.append(campaign, campaign.cancel(Instant.now()));
        sent(1, 20);
        told(happenings.completed(1));
        assertThat(statusAfterARound()).isEqualTo(CANCELLED);
        assertThat(leftToDo()).isEqualTo(1);

        told(happenings.completed(2));

        assertThat(statusAfterARound()).isEqualTo(CANCELLED);
        assertThat(leftToDo()).isZero();
    }

    private void sent(int from, int to) {
        told(happenings.event(IntStream.rangeClosed(from, to)
                .mapToObj(seq -> happenings.first(seq, SENT))
                .toArray(MessageEvents.Change[]::new)));
    }

    private void told(MessageEvents event) {
        messageEvents.accept(MessageBuilder.withPayload(json.write(event)).build());
    }

    private void decided(FallbackDecided event) {
        fallbackDecided.accept(MessageBuilder.withPayload(json.write(event)).build());
    }

    private CampaignStatus statusAfterARound() {
        ending.end();
        return given.now(campaign).status();
    }

    private int leftToDo() {
        return jdbc.sql("select count(*) from campaign_work where tenant_id = ?")
                .param(tenant.value())
                .query((row, _) -> row.getInt(1))
                .single();
    }
}
