package io.rcsplatform.campaign.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
@AutoConfigureMockMvc
class RetentionIT {
    @Autowired
    RecipientRetention recipients;

    @Autowired
    InboundRetention inbound;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester mvc;

    TenantId tenant;

    @BeforeEach
    void aTenant() {
        given.nothingToDo();
        tenant = given.tenant();
    }

    @Test
    void givesUpTheRecipientsOfCampaignsThatEndedLongAgoAndKeepsThemselves() {
        var old = campaign("completed", 181);
        var cancelled = campaign("cancelled", 181);

        giveUp();

        assertThat(List.of(left(old), left(cancelled))).containsExactly(0L, 0L);
        assertThat(mvc.get().uri(address(old)).headers(headers -> headers.add(IdentityTokens.HEADER, token())))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.recipients", path -> path.assertThat().isEqualTo(10))
                .hasPathSatisfying(
                        "$.recipients_kept", path -> path.assertThat().isEqualTo(false));
        assertThat(mvc.get()
                        .uri(address(old) + "/recipients")
                        .headers(headers -> headers.add(IdentityTokens.HEADER, token())))
                .hasStatus(HttpStatus.GONE)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("recipients_not_kept");
    }

    @Test
    void keepsTheRecipientsOfCampaignsThatEndedLatelyOrHaveNotEnded() {
        var lately = campaign("completed", 179);
        var running = campaign("running", 181);

        giveUp();

        assertThat(List.of(left(lately), left(running))).containsExactly(10L, 10L);
        assertThat(mvc.get()
                        .uri(address(lately) + "/recipients")
                        .headers(headers -> headers.add(IdentityTokens.HEADER, token())))
                .hasStatusOk();
    }

    @Test
    void givesUpWhatPeopleWroteLongAgoAndKeepsTheRest() {
        wrote("old", 731);
        wrote("new", 729);

        inbound.forget();

        assertThat(jdbc.sql("select text from inbound_message where tenant_id = ?")
                        .param(tenant.value())
                        .query(String.class)
                        .list())
                .containsExactly("new");
    }

    private void giveUp() {
        while (recipients.forget()) {
            Thread.onSpinWait();
        }
    }

    private Campaign campaign(String status, int launchedDaysAgo) {
        var campaign = given.planned(given.draft(tenant, 10, 5));
        jdbc.sql(
                        "update campaign set status = ?, launched_at = now() - make_interval(days => ?) where tenant_id = ? and id = ?")
                .params(status, launchedDaysAgo, tenant.value(), campaign.id().value())
                .update();
        return campaign;
    }

    private long left(Campaign campaign) {
        return jdbc.sql("select count(*) from campaign_recipient where tenant_id = ? and campaign_id = ?")
                .params(tenant.value(), campaign.id().value())
                .query(Long.class)
                .single();
    }

    private void wrote(String text, int daysAgo) {
        var at = Instant.now().minus(Duration.ofDays(daysAgo));
        jdbc.sql("""
                        insert into inbound_message (id, tenant_id, account, provider_message_id, kind, address, text, at, received_at)
                        values (?, ?, 'demo-rcs', gen_random_uuid()::text, 'text', 33600000001, ?, now(), now())
                        """)
                .params(Uuid7.draw(at, RandomGenerator.getDefault()), tenant.value(), text)
                .update();
    }

    private String address(Campaign campaign) {
        return "/v1/campaigns/" + campaign.id();
    }

    private String token() {
        return TestCallers.token(tenant, "campaigns:read");
    }
}
