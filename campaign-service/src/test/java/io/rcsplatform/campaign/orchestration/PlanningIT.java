package io.rcsplatform.campaign.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
class PlanningIT {
    @Autowired
    PlanCampaigns planning;

    @Autowired
    LaunchDueCampaigns launching;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    TenantId tenant;

    @BeforeEach
    void newTenant() {
        given.nothingToDo();
        tenant = given.tenant();
    }

    @Test
    void freezesTheAudienceIntoRecipientsAndBatches() {
        var campaign = given.launched(given.draft(tenant, 450, 100));

        assertThat(planning.planNext()).isTrue();

        var planned = given.now(campaign);
        assertThat(planned.status()).isEqualTo(CampaignStatus.RUNNING);
        assertThat(planned.recipients()).isEqualTo(450);
        assertThat(planned.skipped()).isZero();
        assertThat(batches(campaign)).containsExactly("1: 1-200 pending", "2: 201-400 pending", "3: 401-450 pending");
        assertThat(recipients(campaign)).hasSize(450);
    }

    @Test
    void keepsBatchesToTwoSecondsOfASlowSender() {
        var campaign = given.launched(given.draft(tenant, 25, 5));

        planning.planNext();

        assertThat(batches(campaign)).containsExactly("1: 1-10 pending", "2: 11-20 pending", "3: 21-25 pending");
    }

    @Test
    void plansOnceWhateverTheNumberOfOrchestrators() throws Exception {
        var campaign = given.launched(given.draft(tenant, 2_000, 100));

        try (var orchestrators = Executors.newVirtualThreadPerTaskExecutor()) {
            orchestrators.invokeAll(Stream.generate(() -> (Callable<Boolean>) planning::planNext)
                    .limit(5)
                    .toList());
        }

        assertThat(types(campaign))
                .containsExactly("campaign.created.v1", "campaign.launched.v1", "campaign.planned.v1");
        assertThat(recipients(campaign)).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(given.now(campaign).recipients()).isEqualTo(2_000);
    }

    @Test
    void skipsThoseWhoOptedOutAndPutsThemLast() {
        var audience = given.audience(tenant, 10);
        given.optedOut(tenant, 33600000003L);
        given.optedOut(tenant, 33600000007L);
        var campaign = launched(given.plainText(tenant), audience);

        planning.planNext();

        assertThat(given.now(campaign).skipped()).isEqualTo(2);
        assertThat(recipients(campaign).subList(8, 10))
                .containsExactly("9 33600000003 {} opted_out", "10 33600000007 {} opted_out");
        assertThat(batches(campaign)).containsExactly("1: 1-8 pending");
    }

    @Test
    void fillsInValuesThenDefaultsAndSkipsWhereBothAreMissing() {
        var audience = given.audience(tenant);
        given.member(tenant, audience, 33600000001L, "{\"first_name\":\"Ada\",\"code\":\"A1\"}");
        given.member(tenant, audience, 33600000002L, "{\"code\":\"B2\"}");
        given.member(tenant, audience, 33600000003L, "{\"first_name\":\"\",\"code\":\"C3\"}");
        given.member(tenant, audience, 33600000004L, "{\"first_name\":\"Dan\"}");
        var version = given.version(
                tenant,
                given.template(tenant),
                1,
                "{{code}} for {{first_name}}, {{message_id}}",
                null,
                "[{\"name\":\"first_name\",\"default_value\":\"friend\"},{\"name\":\"code\"}]",
                "code",
                "first_name");
        var campaign = launched(version, audience);

        planning.planNext();

        assertThat(recipients(campaign))
                .containsExactly(
                        "1 33600000001 {A1,Ada}",
                        "2 33600000002 {B2,friend}",
                        "3 33600000003 {C3,friend}",
                        "4 33600000004 {NULL,Dan} missing_variable");
    }

    @Test
    void asksForNoValueThatOnlyAnUnusedSmsTextNeeds() {
        var audience = given.audience(tenant, 1);
        var version = given.version(
                tenant, given.template(tenant), 1, "Hello", "Hello {{code}}", "[{\"name\":\"code\"}]", "code");
        var sms = given.sender(tenant, "sms", 10);
        var sender = given.sender(tenant, "rcs", 10);

        var without = given.planned(given.draft(tenant, given.settings(sender, version, audience, null)));
        var with = given.planned(given.draft(tenant, given.settings(sender, version, audience, sms)));

        assertThat(without.skipped()).isZero();
        assertThat(with.skipped()).isEqualTo(1);
    }

    @Test
    void takesNobodyOfAnotherTenantOrAudience() {
        var stranger = given.tenant();
        given.audience(stranger, 5);
        given.audience(tenant, 7);
        var campaign = given.launched(given.draft(tenant, 3, 100));

        planning.planNext();

        assertThat(recipients(campaign)).hasSize(3);
    }

    @Test
    void leavesACampaignAloneThatWasCancelledMeanwhile() {
        var campaign = given.launched(given.draft(tenant, 10, 100));
        campaigns.append(campaign, campaign.cancel(Instant.now()));

        assertThat(planning.planNext()).isFalse();
        assertThat(recipients(campaign)).isEmpty();
    }

    @Test
    void launchesWhatIsDueOnce() throws Exception {
        var due = given.draft(tenant, 10, 100);
        due = campaigns.append(due, due.schedule(Instant.now().minusSeconds(5), Instant.now()));
        var later = given.draft(tenant, 10, 100);
        later = campaigns.append(later, later.schedule(Instant.now().plusSeconds(3600), Instant.now()));

        try (var orchestrators = Executors.newVirtualThreadPerTaskExecutor()) {
            orchestrators.invokeAll(Stream.generate(() -> (Callable<Integer>) launching::launchDue)
                    .limit(5)
                    .toList());
        }

        assertThat(types(due)).containsExactly("campaign.created.v1", "campaign.scheduled.v1", "campaign.launched.v1");
        assertThat(given.now(later).status()).isEqualTo(CampaignStatus.SCHEDULED);
    }

    private Campaign launched(TemplateVersionId version, AudienceId audience) {
        var sender = given.sender(tenant, "rcs", 100);
        return given.launched(given.draft(tenant, given.settings(sender, version, audience, null)));
    }

    private List<String> types(Campaign campaign) {
        return campaigns.history(tenant, campaign.id()).stream()
                .map(Campaigns.Recorded::type)
                .toList();
    }

    private List<String> recipients(Campaign campaign) {
        return jdbc.sql("""
                select concat_ws(' ', seq, address, inputs::text, skip_reason)
                  from campaign_recipient
                 where tenant_id = ? and campaign_id = ?
                 order by seq
                """)
                .params(tenant.value(), campaign.id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> batches(Campaign campaign) {
        return jdbc.sql("""
                select number || ': ' || first_seq || '-' || last_seq || ' ' || state
                  from campaign_batch
                 where tenant_id = ? and campaign_id = ?
                 order by number
                """)
                .params(tenant.value(), campaign.id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
