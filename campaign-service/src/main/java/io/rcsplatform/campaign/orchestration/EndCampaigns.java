package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignEvent;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notices that campaigns have drained, have completed, or have wound down after they were cancelled. */
@Service
class EndCampaigns {
    private static final String DRAINED = """
            select w.tenant_id, w.campaign_id, now() as at
              from campaign_work w
              join campaign c on c.tenant_id = w.tenant_id and c.id = w.campaign_id
             where c.status in ('running', 'paused') and w.next_batch > w.batches
               and not exists (
                   select 1
                     from campaign_batch b
                    where b.tenant_id = w.tenant_id and b.campaign_id = w.campaign_id and b.state = 'fed')
             limit 20
               for update of w, c skip locked
            """;
    /** Everybody has an outcome, every fallback request is decided, and every ordered SMS has an outcome. */
    private static final String COMPLETE = """
            select w.tenant_id, w.campaign_id, now() as at
              from campaign_work w
              join campaign c on c.tenant_id = w.tenant_id and c.id = w.campaign_id
             cross join lateral (
                    select coalesce(sum(k.count) filter (where k.name like 'state:%'), 0) as outcomes,
                           coalesce(sum(k.count) filter (where k.name = 'fallback:requested'), 0) as requested,
                           coalesce(sum(k.count) filter (where k.name = 'fallback:ordered'), 0) as ordered,
                           coalesce(sum(k.count) filter (where k.name like 'fallback:declined:%'), 0) as declined,
                           coalesce(sum(k.count) filter (where k.name = 'sms:settled'), 0) as sms_settled
                      from campaign_counter k
                     where k.tenant_id = w.tenant_id and k.campaign_id = w.campaign_id) as counted
             where c.status = 'draining'
               and counted.outcomes >= c.recipients - c.skipped
               and counted.requested <= counted.ordered + counted.declined
               and counted.ordered <= counted.sms_settled
             limit 20
               for update of w, c skip locked
            """;

    private static final String FORGET_ENDED = """
            delete from campaign_work
             where (tenant_id, campaign_id) in (
                   select w.tenant_id, w.campaign_id
                     from campaign_work w
                     join campaign c on c.tenant_id = w.tenant_id and c.id = w.campaign_id
                    where c.status in ('completed', 'cancelled', 'failed')
                      and not exists (
                          select 1
                            from campaign_batch b
                           where b.tenant_id = w.tenant_id and b.campaign_id = w.campaign_id and b.state = 'fed')
                      for update of w skip locked)
            """;

    private final JdbcClient jdbc;
    private final Campaigns campaigns;

    EndCampaigns(JdbcClient jdbc, Campaigns campaigns) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
    }

    @Transactional
    public void end() {
        move(DRAINED, Campaign::drained);
        move(COMPLETE, Campaign::complete);
        jdbc.sql(FORGET_ENDED).update();
    }

    private void move(String which, BiFunction<Campaign, Instant, List<CampaignEvent>> command) {
        var found = jdbc.sql(which)
                .query((row, _) -> new Found(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new CampaignId(row.getObject("campaign_id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        for (var one : found) {
            var campaign = campaigns.get(one.tenant(), one.campaign());
            campaigns.append(campaign, command.apply(campaign, one.at()));
        }
    }

    private record Found(TenantId tenant, CampaignId campaign, Instant at) {}
}
