package io.rcsplatform.campaign.progress;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The counters of all campaigns. Rows are always locked in the order of their names, so that two events never wait for each other. */
@Repository
class CampaignCounters {
    private static final String ADD = """
            insert into campaign_counter (tenant_id, campaign_id, name, count)
            select :tenant, :campaign, moved.name, moved.by
              from unnest(:names::text[], :counts::bigint[]) as moved (name, by)
             where exists (select 1 from campaign where tenant_id = :tenant and id = :campaign)
             order by moved.name
                on conflict (tenant_id, campaign_id, name) do update
               set count = campaign_counter.count + excluded.count, updated_at = now()
            """;

    private final JdbcClient jdbc;

    CampaignCounters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(TenantId tenant, CampaignId campaign, Counts counts) {
        if (counts.byName().isEmpty()) {
            return;
        }
        jdbc.sql(ADD)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .param("names", counts.byName().keySet().toArray(String[]::new))
                .param("counts", counts.byName().values().toArray(Long[]::new))
                .update();
    }
}
