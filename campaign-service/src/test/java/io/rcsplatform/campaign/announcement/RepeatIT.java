package io.rcsplatform.campaign.announcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
class RepeatIT {
    private static final String QUEUE = TestInfra.PREFIX + Destination.CAMPAIGN_EVENTS.address() + ".dispatch";

    @Autowired
    RepeatAnnouncements announcements;

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
    void aTenant() {
        given.nothingToDo();
        tenant = given.tenant();
        admin.initialize();
    }

    @Test
    void saysAgainWhatAnEmptiedQueueTookWithIt() {
        var campaign = given.launched(given.draft(tenant, 1, 10)).id();
        awaitPublished();
        admin.purgeQueue(QUEUE);
        turnIsOver();

        announcements.repeat();

        await("it is said again").atMost(Duration.ofSeconds(20)).until(() -> heardOf(campaign));
    }

    @Test
    void takesTurnsOfAMinute() {
        given.launched(given.draft(tenant, 1, 10));
        awaitPublished();
        turnIsOver();
        announcements.repeat();
        awaitPublished();
        admin.purgeQueue(QUEUE);

        announcements.repeat();

        assertThat(jdbc.sql("select count(*) from outbox where published_at is null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void turnIsOver() {
        jdbc.sql("update repeated_announcement set at = at - interval '61 seconds'")
                .update();
    }

    private void awaitPublished() {
        await("all is published")
                .atMost(Duration.ofSeconds(20))
                .until(() -> jdbc.sql("select not exists (select 1 from outbox where published_at is null)")
                        .query(Boolean.class)
                        .single());
    }

    private boolean heardOf(CampaignId campaign) {
        List<CampaignId> heard = new ArrayList<>();
        for (var message = rabbit.receive(QUEUE); message != null; message = rabbit.receive(QUEUE)) {
            heard.add(json.read(message.getBody(), CampaignChanged.class).campaignId());
        }
        return heard.contains(campaign);
    }
}
