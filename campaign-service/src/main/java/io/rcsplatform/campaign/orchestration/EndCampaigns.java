package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.campaign.books.RecordCampaign;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignEvent;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
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
            with ended as (
                select w.tenant_id, w.campaign_id, c.status
                  from campaign_work w
                  join campaign c on c.tenant_id = w.tenant_id and c.id = w.campaign_id
                 where c.status in ('completed', 'cancelled', 'failed')
                   and not exists (
                       select 1
                         from campaign_batch b
                        where b.tenant_id = w.tenant_id and b.campaign_id = w.campaign_id and b.state = 'fed')
                   for update of w skip locked),
            forgotten as (
                delete from campaign_work w
                 using ended e
                 where w.tenant_id = e.tenant_id and w.campaign_id = e.campaign_id)
            select tenant_id, campaign_id, now() as at from ended where status <> 'completed'
            """;

    private final JdbcClient jdbc;
    private final Campaigns campaigns;
    private final RecordCampaign records;

    EndCampaigns(JdbcClient jdbc, Campaigns campaigns, RecordCampaign records) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
        this.records = records;
    }

    /** What a tenant's chain of records is locked for comes last and in the order of tenants, so that two instances never wait for each other. */
    @Transactional
    public void end() {
        move(DRAINED, Campaign::drained);
        var ended = new ArrayList<>(move(COMPLETE, Campaign::complete));
        ended.addAll(find(FORGET_ENDED));
        ended.sort(Comparator.comparing(one -> one.tenant().value()));
        ended.forEach(one -> records.ended(one.tenant(), one.campaign()));
    }

    private List<Found> move(String which, BiFunction<Campaign, Instant, List<CampaignEvent>> command) {
        var found = find(which);
        for (var one : found) {
            var campaign = campaigns.get(one.tenant(), one.campaign());
            campaigns.append(campaign, command.apply(campaign, one.at()));
        }
        return found;
    }

    private List<Found> find(String which) {
        return jdbc.sql(which)
                .query((row, _) -> new Found(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new CampaignId(row.getObject("campaign_id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private record Found(TenantId tenant, CampaignId campaign, Instant at) {}
}
