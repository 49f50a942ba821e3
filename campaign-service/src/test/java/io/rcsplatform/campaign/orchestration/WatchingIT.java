package io.rcsplatform.campaign.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.given.Happenings;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.test.TestCallers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
@AutoConfigureMockMvc
class WatchingIT {
    @Autowired
    WatchCampaigns watching;

    @Autowired
    FeedCampaigns feeding;

    @Autowired
    FeedMetrics measures;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Consumer<Message<byte[]>> messageEvents;

    @Autowired
    EventJson json;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @Autowired
    MockMvcTester mvc;

    TenantId tenant;
    Campaign campaign;

    /** Twenty recipients in two batches, all in flight. */
    @BeforeEach
    void aCampaignInFlight() {
        given.nothingToDo();
        tenant = given.tenant();
        campaign = given.planned(given.draft(tenant, 20, 5));
        feeding.feed();
        watching.look();
    }

    @Test
    void tellsHowMuchOfItsCreditACampaignUses() {
        given.planned(given.draft(tenant, 45, 10));
        feeding.feed();

        measures.look();

        assertThat(measured("rcs.feed.in.flight")).isEqualTo(60);
        assertThat(measured("rcs.feed.credit")).isEqualTo(30);
        assertThat(measured("rcs.feed.bound")).isEqualTo(1);
        assertThat(measured("rcs.feed.oldest.seconds")).isPositive();
    }

    private double measured(String name) {
        return meters.get(name).tag("lane", "bulk").gauge().value();
    }

    @Test
    void saysNothingBeforeAMinuteIsOver() {
        passed(59);

        watching.look();

        assertThat(stalled()).isNull();
    }

    @Test
    void namesWhyACampaignDoesNotMoveAndWhatIsDoneAboutIt() {
        passed(61);

        watching.look();

        assertThat(stalled()).containsEntry("reason", "dispatch_not_answering").containsKeys("since", "action");
        assertThat(meters.get("rcs.campaigns.stalled")
                        .tag("reason", "dispatch_not_answering")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void aCampaignWhoseBatchesWaitForTheirProviderSaysSo() {
        passed(61);
        told(new Happenings(campaign).putOff(1));

        watching.look();

        assertThat(stalled()).containsEntry("reason", "provider_unavailable");
    }

    @Test
    void takesTheStallBackOnceSomethingComesIn() {
        passed(61);
        watching.look();

        told(new Happenings(campaign).event(new Happenings(campaign).first(1, MessageState.SENT)));
        watching.look();

        assertThat(stalled()).isNull();
        assertThat(meters.get("rcs.campaigns.stalled")
                        .tag("reason", "dispatch_not_answering")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void feedingABatchAgainIsNoProgress() {
        jdbc.sql("update campaign_batch set fed_at = fed_at - interval '2 minutes'")
                .update();
        feeding.feed();
        passed(61);

        watching.look();

        assertThat(stalled()).containsEntry("reason", "dispatch_not_answering");
    }

    @Test
    void aPauseIsNoStall() {
        campaigns.append(campaign, campaign.pause("asked", Instant.now()));
        watching.look();
        passed(300);

        watching.look();

        assertThat(stalled()).isNull();
    }

    @Test
    void countsFromTheMomentOfResuming() {
        var paused = campaigns.append(campaign, campaign.pause("asked", Instant.now()));
        watching.look();
        passed(300);
        campaigns.append(paused, paused.resume(Instant.now()));
        watching.look();

        watching.look();

        assertThat(stalled()).isNull();
    }

    @Test
    void aSlowSenderIsExpectedToBeSlow() {
        campaign = given.planned(given.draft(tenant, 4, 1));
        jdbc.sql(
                        "update campaign_batch set state = 'fed', fed_count = 1, fed_at = now(), last_seq = 60 where campaign_id = ? and number = 1")
                .param(campaign.id().value())
                .update();
        watching.look();
        passed(61);

        watching.look();

        assertThat(stalled()).containsEntry("reason", "sender_rate");
    }

    @Test
    void namesTheBrokerWhereItTookNoBatches() {
        jdbc.sql("update campaign_work set feed_failed_at = now()").update();
        passed(61);

        watching.look();

        assertThat(stalled()).containsEntry("reason", "broker_unreachable");
    }

    private void passed(int seconds) {
        jdbc.sql("update campaign_watch set moved_at = moved_at - make_interval(secs => ?)")
                .param(seconds)
                .update();
    }

    private void told(MessageEvents event) {
        messageEvents.accept(MessageBuilder.withPayload(json.write(event)).build());
    }

    private @Nullable Map<String, Object> stalled() {
        var answer = mvc.get()
                .uri("/v1/campaigns/" + campaign.id())
                .header(IdentityTokens.HEADER, TestCallers.token(tenant, "campaigns:read"))
                .exchange();
        assertThat(answer).hasStatusOk();
        return JsonPath.read(
                new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8), "$.stalled");
    }
}
