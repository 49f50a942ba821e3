package io.rcsplatform.dispatch.campaign;

import io.rcsplatform.domain.event.CampaignChanged;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Campaigns whose batches must not go out any more. Cancelling is final, so the order of events does not matter. */
@Repository
class CancelledCampaigns {
    private static final String CANCELLED = "cancelled";

    private static final String ADD = """
            insert into cancelled_campaign (tenant_id, campaign_id, cancelled_at)
            values (:tenant, :campaign, :at)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;

    CancelledCampaigns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void apply(CampaignChanged changed) {
        if (changed.status().equals(CANCELLED)) {
            jdbc.sql(ADD)
                    .param("tenant", changed.tenantId().value())
                    .param("campaign", changed.campaignId().value())
                    .param("at", changed.occurredAt().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
