package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Turns an audience into a campaign's recipients and batches, within the database: nothing of it passes through this process. */
@Repository
class AudienceFreeze {
    private static final int LARGEST_BATCH = 200;
    private static final int SECONDS_PER_BATCH = 2;

    /** Sorting a million recipients in pieces of the default size would go through the disk. */
    private static final String ROOM_TO_SORT = "set local work_mem = '64MB'";

    private static final String SETTINGS = """
            select c.audience_id, c.template_version_id, c.fallback_sender_id is not null as with_sms, s.rate_per_second
              from campaign c
              join sender s on s.tenant_id = c.tenant_id and s.id = c.sender_id
             where c.tenant_id = :tenant and c.id = :campaign
            """;
    private static final String FREEZE = """
            with candidate as materialized (
                select c.id as contact_id, c.address, s.address is not null as opted_out,
                       array(select coalesce(nullif(c.attributes ->> v.name, ''), v.fallback)
                               from unnest(:names::text[], :defaults::text[]) with ordinality as v (name, fallback, place)
                              order by v.place) as inputs
                  from audience_member m
                  join contact c on c.tenant_id = m.tenant_id and c.id = m.contact_id
                  left join suppression s on s.tenant_id = c.tenant_id and s.address = c.address
                 where m.tenant_id = :tenant and m.audience_id = :audience),
            judged as (
                select contact_id, address, inputs,
                       case when opted_out then 'opted_out'
                            when array_position(inputs, null) is not null then 'missing_variable'
                        end as skip_reason
                  from candidate),
            frozen as (
                insert into campaign_recipient (tenant_id, campaign_id, seq, contact_id, address, inputs, skip_reason)
                select :tenant, :campaign, row_number() over (order by skip_reason is not null, contact_id),
                       contact_id, address, inputs, skip_reason
                  from judged
                returning skip_reason),
            summed as (
                select skip_reason, count(*) as count from frozen group by skip_reason),
            counted as (
                insert into campaign_counter (tenant_id, campaign_id, name, count)
                select :tenant, :campaign, 'skip:' || skip_reason, count
                  from summed
                 where skip_reason is not null)
            select coalesce(sum(count), 0)::int as recipients,
                   coalesce(sum(count) filter (where skip_reason is not null), 0)::int as skipped
              from summed
            """;
    private static final String BATCHES = """
            insert into campaign_batch (tenant_id, campaign_id, number, first_seq, last_seq)
            select :tenant, :campaign, n, (n - 1) * :size + 1, least(n * :size, :sendable)
              from generate_series(1, :batches) as n
            """;
    private static final String READY = """
            update campaign_work
               set batches = :batches
             where tenant_id = :tenant and campaign_id = :campaign
            """;

    private final JdbcClient jdbc;
    private final Contents contents;

    AudienceFreeze(JdbcClient jdbc, Contents contents) {
        this.jdbc = jdbc;
        this.contents = contents;
    }

    /** @param recipients all of them, the skipped ones included */
    record Plan(int recipients, int skipped, int batches) {}

    Plan freeze(TenantId tenant, CampaignId campaign) {
        var settings = jdbc.sql(SETTINGS)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .query(Settings.class)
                .single();
        var frozen = recipients(tenant, campaign, settings);
        int sendable = frozen.recipients() - frozen.skipped();
        int size = Math.clamp((long) settings.ratePerSecond() * SECONDS_PER_BATCH, 1, LARGEST_BATCH);
        int batches = Math.ceilDiv(sendable, size);
        jdbc.sql(BATCHES)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .param("size", size)
                .param("sendable", sendable)
                .param("batches", batches)
                .update();
        jdbc.sql(READY)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .param("batches", batches)
                .update();
        return new Plan(frozen.recipients(), frozen.skipped(), batches);
    }

    private Frozen recipients(TenantId tenant, CampaignId campaign, Settings settings) {
        var inputs = contents.of(tenant, settings.templateVersionId(), settings.withSms())
                .inputs();
        jdbc.sql(ROOM_TO_SORT).update();
        return jdbc.sql(FREEZE)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .param("audience", settings.audienceId())
                .param("names", inputs.stream().map(input -> input.name()).toArray(String[]::new))
                .param(
                        "defaults",
                        inputs.stream().map(input -> input.defaultValue()).toArray(String[]::new))
                .query(Frozen.class)
                .single();
    }

    private record Settings(UUID audienceId, UUID templateVersionId, boolean withSms, int ratePerSecond) {}

    private record Frozen(int recipients, int skipped) {}
}
