package io.rcsplatform.campaign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
class PostgresCampaignsIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    @Autowired
    Campaigns campaigns;

    @Autowired
    CampaignViews views;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    @Test
    void readsAHistoryInTheOrderItWasWritten() {
        var campaign = given.draft(given.tenant(), 1, 100);

        var scheduled = campaigns.append(campaign, campaign.schedule(NOW.plusSeconds(60), NOW));
        var launched = campaigns.append(scheduled, scheduled.launch(NOW));
        var planned = campaigns.append(launched, launched.planned(10, 3, NOW));
        var paused = campaigns.append(planned, planned.pause("asked", NOW));
        var failed = campaigns.append(paused, paused.fail("account_closed", NOW));

        assertThat(campaigns.get(campaign.tenant(), campaign.id())).isEqualTo(failed);
        assertThat(campaigns.history(campaign.tenant(), campaign.id()))
                .extracting(Campaigns.Recorded::type)
                .containsExactly(
                        "campaign.created.v1",
                        "campaign.scheduled.v1",
                        "campaign.launched.v1",
                        "campaign.planned.v1",
                        "campaign.paused.v1",
                        "campaign.failed.v1");
    }

    @Test
    void keepsEveryKindOfEventAsItWas() {
        var campaign = given.draft(given.tenant(), 1, 100);
        var launched = campaigns.append(campaign, campaign.launch(NOW));
        var planned = campaigns.append(launched, launched.planned(10, 3, NOW));
        var paused = campaigns.append(planned, planned.pause("asked", NOW));
        var resumed = campaigns.append(paused, paused.resume(NOW));
        var drained = campaigns.append(resumed, resumed.drained(NOW));
        var completed = campaigns.append(drained, drained.complete(NOW));
        var cancelled = given.draft(campaign.tenant(), 1, 100);
        var gone = campaigns.append(cancelled, cancelled.cancel(NOW));

        assertThat(campaigns.get(campaign.tenant(), campaign.id())).isEqualTo(completed);
        assertThat(completed.launchedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
        assertThat(campaigns.get(gone.tenant(), gone.id()).status()).isEqualTo(CampaignStatus.CANCELLED);
    }

    @Test
    void tellsTheSecondWriter() {
        var seenByBoth = given.draft(given.tenant(), 1, 100);
        var first = campaigns.append(seenByBoth, seenByBoth.launch(NOW));

        assertThatThrownBy(() -> campaigns.append(seenByBoth, seenByBoth.cancel(NOW)))
                .isInstanceOf(StaleCampaign.class);
        assertThat(campaigns.get(first.tenant(), first.id())).isEqualTo(first);
        assertThat(views.get(first.tenant(), first.id()).version()).isEqualTo(2);
    }

    @Test
    void showsNothingToAnotherTenant() {
        var campaign = given.draft(given.tenant(), 1, 100);
        var stranger = given.tenant();

        assertThatThrownBy(() -> campaigns.get(stranger, campaign.id())).isInstanceOf(ApiProblem.class);
        assertThatThrownBy(() -> views.get(stranger, campaign.id())).isInstanceOf(ApiProblem.class);
        assertThat(campaigns.history(stranger, campaign.id())).isEmpty();
    }

    @Test
    void showsWhatTheHistoryComesTo() {
        var campaign = given.draft(given.tenant(), 1, 100);
        var launched = campaigns.append(campaign, campaign.launch(NOW));

        var planned = campaigns.append(launched, launched.planned(10, 3, NOW));

        var view = views.get(campaign.tenant(), campaign.id());
        assertThat(view).isEqualTo(CampaignView.of(planned, view.createdAt()));
    }

    @Test
    void announcesEachChangeOfStatusOnce() {
        var campaign = given.draft(given.tenant(), 1, 100);
        var launched = campaigns.append(campaign, campaign.launch(NOW));
        var planned = campaigns.append(launched, launched.planned(10, 3, NOW));
        campaigns.append(planned, planned.pause("asked", NOW));

        assertThat(announced(campaign)).containsExactly("planning 2", "running 3", "paused 4 asked");
    }

    private List<String> announced(Campaign campaign) {
        return jdbc.sql("""
                select concat_ws(' ', e ->> 'status', e ->> 'version', e ->> 'reason')
                  from (select id, convert_from(payload, 'utf8')::jsonb as e from outbox where tenant_id = ?) o
                 order by id
                """)
                .param(campaign.tenant().value())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
