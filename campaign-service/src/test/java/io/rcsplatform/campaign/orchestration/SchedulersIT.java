package io.rcsplatform.campaign.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.CampaignSettings;
import io.rcsplatform.domain.id.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Five whole instances on one database, whose clocks are half a minute apart. */
@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
class SchedulersIT {
    private static final int INSTANCES = 5;
    private static final Duration APART = Duration.ofSeconds(30);
    private static final int CAMPAIGNS = 1_000;
    private static final int RECIPIENTS = 3;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Given given;

    @Autowired
    TransactionOperations transactions;

    @Autowired
    JdbcClient jdbc;

    final List<ConfigurableApplicationContext> instances = new ArrayList<>();
    TenantId tenant;

    @BeforeEach
    void aTenant() {
        given.nothingToDo();
        tenant = given.tenant();
    }

    @AfterEach
    void stop() {
        instances.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void launchAndPlanEveryDueCampaignOnceAndNoneBeforeItsTime() {
        IntStream.range(0, INSTANCES).forEach(this::start);
        scheduled(Instant.now().plusSeconds(15));

        await("all are planned")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(
                                count("select count(*) from campaign where tenant_id = ? and status = 'running'"))
                        .isEqualTo(CAMPAIGNS));
        stop();

        assertThat(count("select count(*) from campaign_event where tenant_id = ? and type = 'campaign.launched.v1'"))
                .isEqualTo(CAMPAIGNS);
        assertThat(count("select count(*) from campaign_event where tenant_id = ? and type = 'campaign.planned.v1'"))
                .isEqualTo(CAMPAIGNS);
        assertThat(count("select count(*) from outbox where tenant_id = ? and destination = 'CAMPAIGN_EVENTS'"))
                .as("scheduled, planning and running, announced once each")
                .isEqualTo(3 * CAMPAIGNS);
        assertThat(count("select count(*) from campaign_recipient where tenant_id = ?"))
                .isEqualTo(CAMPAIGNS * RECIPIENTS);
        assertThat(count("""
                select count(*)
                  from campaign_recipient
                 where tenant_id = ?
                 group by campaign_id
                 order by count(distinct contact_id)
                 limit 1
                """)).isEqualTo(RECIPIENTS);
        assertThat(count("select count(*) from campaign_work where tenant_id = ? and attempts > 0"))
                .as("frozen by two at once")
                .isZero();
        assertThat(count("select count(*) from campaign where tenant_id = ? and launched_at < launch_at"))
                .as("by a clock that is ahead")
                .isZero();
    }

    /** The middle one has the right time. */
    private void start(int instance) {
        var clock = Clock.offset(Clock.systemUTC(), APART.multipliedBy(instance - INSTANCES / 2));
        instances.add(new SpringApplicationBuilder(CampaignsTestService.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("clock", clock))
                .run(
                        "--server.port=0",
                        "--spring.jmx.enabled=false",
                        "--spring.datasource.hikari.maximum-pool-size=6"));
        assertThat(instances.getLast().getBean(Clock.class)).isSameAs(clock);
    }

    /** All at the same moment, and to the same few people. */
    private void scheduled(Instant due) {
        var settings = given.settings(
                given.sender(tenant, "rcs", 100), given.plainText(tenant), given.audience(tenant, RECIPIENTS), null);
        IntStream.range(0, CAMPAIGNS).forEach(_ -> scheduled(due, settings));
    }

    private void scheduled(Instant due, CampaignSettings settings) {
        var draft = given.draft(tenant, settings);
        transactions.executeWithoutResult(_ -> {
            var campaign = campaigns.get(tenant, draft.id());
            campaigns.append(campaign, campaign.schedule(due, Instant.now()));
        });
    }

    private int count(String query) {
        return jdbc.sql(query).param(tenant.value()).query(Integer.class).single();
    }
}
