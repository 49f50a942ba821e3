package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignEvent;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignCreated;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.Outbox;
import io.rcsplatform.platform.messaging.Traces;
import io.rcsplatform.platform.web.ApiProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class PostgresCampaigns implements Campaigns {
    private static final String LOCK = """
            select 1 from campaign where tenant_id = :tenant and id = :campaign for update
            """;
    private static final String HISTORY = """
            select sequence, type, payload, occurred_at
              from campaign_event
             where tenant_id = :tenant and campaign_id = :campaign
             order by sequence
            """;
    private static final String APPEND = """
            insert into campaign_event (tenant_id, campaign_id, sequence, type, payload, occurred_at)
            values (:tenant, :campaign, :sequence, :type, :payload::jsonb, :at)
            """;
    private static final String INSERT = """
            insert into campaign (tenant_id, id, name, status, sender_id, template_version_id, audience_id, traffic_class,
                                  fallback_sender_id, validity_s, unknown_policy, recipients, skipped, created_at, version)
            values (:tenant, :campaign, :name, :status, :sender, :version_of_template, :audience, :traffic_class,
                    :fallback_sender, :validity_s, :unknown_policy, 0, 0, :at, 1)
            """;
    private static final String PROJECT = """
            update campaign
               set status = :status, status_reason = :reason, launch_at = :launch_at, launched_at = :launched_at,
                   recipients = :recipients, skipped = :skipped, version = :version
             where tenant_id = :tenant and id = :campaign
            """;
    private static final String HAND_TO_ORCHESTRATOR = """
            with watched as (
                insert into campaign_watch (tenant_id, campaign_id) values (:tenant, :campaign))
            insert into campaign_work (tenant_id, campaign_id, sender_id, fed_at, not_before, traceparent)
            values (:tenant, :campaign, :sender, now(), now(), :traceparent)
            """;
    private static final String CANCEL_PENDING = """
            with pending as (
                select number
                  from campaign_batch
                 where tenant_id = :tenant and campaign_id = :campaign and state = 'pending'
                 order by number
                   for update)
            update campaign_batch b
               set state = 'cancelled'
              from pending
             where b.tenant_id = :tenant and b.campaign_id = :campaign and b.number = pending.number
            """;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Traces traces;
    private final Ids ids;
    private final Doorbell doorbell;
    private final CampaignEventCodec codec;

    PostgresCampaigns(JdbcClient jdbc, Outbox outbox, Traces traces, Ids ids, Doorbell doorbell, EventJson json) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.traces = traces;
        this.ids = ids;
        this.doorbell = doorbell;
        this.codec = new CampaignEventCodec(json.mapper());
    }

    @Override
    @Transactional
    public Campaign create(CampaignCreated created) {
        var campaign = Campaign.replay(List.of(created));
        append(campaign, 1, created);
        var settings = campaign.settings();
        jdbc.sql(INSERT)
                .param("tenant", campaign.tenant().value())
                .param("campaign", campaign.id().value())
                .param("name", settings.name())
                .param("status", text(campaign.status()))
                .param("sender", settings.sender().value())
                .param("version_of_template", settings.templateVersion().value())
                .param("audience", settings.audience().value())
                .param("traffic_class", text(settings.trafficClass()))
                .param(
                        "fallback_sender",
                        settings.fallbackSender() == null
                                ? null
                                : settings.fallbackSender().value())
                .param("validity_s", settings.validity().toSeconds())
                .param("unknown_policy", text(settings.unknownPolicy()))
                .param("at", timestamp(created.occurredAt()))
                .update();
        return campaign;
    }

    @Override
    @Transactional
    public Campaign get(TenantId tenant, CampaignId id) {
        var found = jdbc.sql(LOCK)
                .param("tenant", tenant.value())
                .param("campaign", id.value())
                .query(Integer.class)
                .optional();
        if (found.isEmpty()) {
            throw ApiProblem.notFound("campaign", id);
        }
        return Campaign.replay(history(tenant, id).stream().map(Recorded::event).toList());
    }

    @Override
    @Transactional
    public Campaign append(Campaign campaign, List<? extends CampaignEvent> events) {
        var after = campaign;
        for (var event : events) {
            var before = after;
            after = before.apply(event);
            append(after, after.version(), event);
            if (after.status() != before.status()) {
                entered(after, event.occurredAt());
            }
        }
        if (!events.isEmpty()) {
            project(after);
            doorbell.ringAfterCommit(Doorbell.Occasion.CAMPAIGN_CHANGED);
        }
        return after;
    }

    @Override
    public List<Recorded> history(TenantId tenant, CampaignId id) {
        return jdbc.sql(HISTORY)
                .param("tenant", tenant.value())
                .param("campaign", id.value())
                .query((row, _) -> recorded(tenant, id, row))
                .list();
    }

    private void append(Campaign campaign, long sequence, CampaignEvent event) {
        var stored = codec.encode(event);
        try {
            jdbc.sql(APPEND)
                    .param("tenant", campaign.tenant().value())
                    .param("campaign", campaign.id().value())
                    .param("sequence", sequence)
                    .param("type", stored.type())
                    .param("payload", stored.payload())
                    .param("at", timestamp(event.occurredAt()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new StaleCampaign(campaign.id(), e);
        }
    }

    private void entered(Campaign campaign, Instant at) {
        outbox.add(
                Destination.CAMPAIGN_EVENTS,
                new CampaignChanged(
                        ids.event(),
                        campaign.tenant(),
                        at,
                        campaign.id(),
                        text(campaign.status()),
                        campaign.statusReason(),
                        campaign.version()));
        if (campaign.status() == CampaignStatus.PLANNING) {
            jdbc.sql(HAND_TO_ORCHESTRATOR)
                    .param("tenant", campaign.tenant().value())
                    .param("campaign", campaign.id().value())
                    .param("sender", campaign.settings().sender().value())
                    .param("traceparent", traces.current())
                    .update();
        }
        if (campaign.status() == CampaignStatus.CANCELLED || campaign.status() == CampaignStatus.FAILED) {
            jdbc.sql(CANCEL_PENDING)
                    .param("tenant", campaign.tenant().value())
                    .param("campaign", campaign.id().value())
                    .update();
        }
    }

    private void project(Campaign campaign) {
        jdbc.sql(PROJECT)
                .param("tenant", campaign.tenant().value())
                .param("campaign", campaign.id().value())
                .param("status", text(campaign.status()))
                .param("reason", campaign.statusReason())
                .param("launch_at", timestamp(campaign.launchAt()))
                .param("launched_at", timestamp(campaign.launchedAt()))
                .param("recipients", campaign.recipients())
                .param("skipped", campaign.skipped())
                .param("version", campaign.version())
                .update();
    }

    private Recorded recorded(TenantId tenant, CampaignId id, ResultSet row) throws SQLException {
        var stored = new CampaignEventCodec.Stored(row.getString("type"), row.getString("payload"));
        var at = row.getObject("occurred_at", OffsetDateTime.class).toInstant();
        return new Recorded(row.getLong("sequence"), stored.type(), codec.decode(tenant, id, stored, at));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
