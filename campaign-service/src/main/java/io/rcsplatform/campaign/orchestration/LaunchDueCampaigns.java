package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.messaging.Traces;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Launches scheduled campaigns once their time has come, by the database's clock: instances need not agree on theirs. */
@Service
class LaunchDueCampaigns {
    private static final String DUE = """
            select tenant_id, id, now() as at
              from campaign
             where status = 'scheduled' and launch_at <= now()
             order by launch_at
             limit 20
               for update skip locked
            """;

    private final JdbcClient jdbc;
    private final Campaigns campaigns;
    private final Traces traces;

    LaunchDueCampaigns(JdbcClient jdbc, Campaigns campaigns, Traces traces) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
        this.traces = traces;
    }

    @Transactional
    int launchDue() {
        var due = jdbc.sql(DUE)
                .query((row, _) -> new Due(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new CampaignId(row.getObject("id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        for (var one : due) {
            traces.in("campaign launch", () -> launch(one));
        }
        return due.size();
    }

    private Campaign launch(Due due) {
        var campaign = campaigns.get(due.tenant(), due.campaign());
        return campaigns.append(campaign, campaign.launch(due.at()));
    }

    private record Due(TenantId tenant, CampaignId campaign, Instant at) {}
}
