package io.rcsplatform.campaign.orchestration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.campaign.lifecycle.StallReason;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.logging.LogFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The watchdog: notices campaigns that have work and do not move, and says why. What moves them again is done elsewhere: batches are fed
 * again, events published again.
 */
@Service
class WatchCampaigns {
    private static final Logger log = LoggerFactory.getLogger(WatchCampaigns.class);

    /** What changes the marker is progress; feeding something again is none. A pause ends every stall. */
    private static final String LOOK = """
            with busy as materialized (
                select r.tenant_id, r.sender_id, sum(b.last_seq - b.first_seq + 1) as recipients
                  from campaign_work r
                  join campaign_batch b
                    on b.tenant_id = r.tenant_id and b.campaign_id = r.campaign_id and b.state = 'fed'
                 group by r.tenant_id, r.sender_id),
            looked as (
                select w.tenant_id, w.campaign_id, w.moved_at, w.stalled_reason, w.marker as before,
                       concat_ws(' ', c.status, c.version, counted.at, counted.outcomes, batch.fed, batch.done) as marker,
                       c.status, work.feed_failed_at is not null as feeding_fails, coalesce(batch.in_flight, 0) as in_flight,
                       coalesce(batch.put_off, false) as put_off,
                       coalesce(batch.deferred, 0) as deferred, coalesce(batch.missing, 0) as missing,
                       coalesce(counted.fallbacks_open, 0) as fallbacks_open,
                       coalesce(1000.0 * busy.recipients / s.rate_per_second, 0)::bigint as busy_ms
                  from campaign_watch w
                  join campaign c on c.tenant_id = w.tenant_id and c.id = w.campaign_id
                  join sender s on s.tenant_id = c.tenant_id and s.id = c.sender_id
                  left join busy on busy.tenant_id = c.tenant_id and busy.sender_id = c.sender_id
                  left join campaign_work work on work.tenant_id = w.tenant_id and work.campaign_id = w.campaign_id
                 cross join lateral (
                        select max(k.updated_at) as at,
                               sum(k.count) filter (where k.name like 'state:%') as outcomes,
                               greatest(sum(case when k.name = 'fallback:requested' then k.count
                                                 when k.name = 'fallback:ordered' or k.name like 'fallback:declined:%' then -k.count
                                             end), 0)
                               + greatest(sum(case k.name when 'fallback:ordered' then k.count
                                                          when 'sms:settled' then -k.count end), 0) as fallbacks_open
                          from campaign_counter k
                         where k.tenant_id = w.tenant_id and k.campaign_id = w.campaign_id) as counted
                 cross join lateral (
                        select count(*) filter (where b.fed_count > 0) as fed, count(b.done_at) as done,
                               sum(b.last_seq - b.first_seq + 1) filter (where b.state = 'fed') as in_flight,
                               bool_or(b.put_off_at > b.fed_at - interval '10 seconds') filter (where b.state = 'fed') as put_off,
                               sum(least(b.last_seq - b.first_seq + 1 - b.settled, b.deferred))
                                   filter (where b.state = 'done') as deferred,
                               sum(greatest(b.last_seq - b.first_seq + 1 - b.settled - b.deferred, 0))
                                   filter (where b.state = 'done') as missing
                          from campaign_batch b
                         where b.tenant_id = w.tenant_id and b.campaign_id = w.campaign_id) as batch
                 where c.status in ('planning', 'running', 'paused', 'draining') or w.stalled_reason is not null
                   for update of w skip locked),
            moved as (
                update campaign_watch w
                   set marker = l.marker, moved_at = now(), stalled_reason = null, stalled_since = null
                  from looked l
                 where w.tenant_id = l.tenant_id and w.campaign_id = l.campaign_id
                   and l.marker <> l.before)
            select *
              from looked
             where marker = before and status in ('planning', 'running', 'draining')
               and moved_at <= now() - make_interval(secs => :patience_s)
            """;

    private static final String STALLED = """
            update campaign_watch w
               set stalled_reason = s.reason, stalled_since = coalesce(w.stalled_since, w.moved_at)
              from unnest(:tenants::uuid[], :campaigns::uuid[], :reasons::text[]) as s (tenant_id, campaign_id, reason)
             where w.tenant_id = s.tenant_id and w.campaign_id = s.campaign_id
            """;
    private static final String BY_REASON = """
            select stalled_reason, count(*) as campaigns
              from campaign_watch
             where stalled_reason is not null
             group by stalled_reason
            """;

    private final JdbcClient jdbc;
    private final OrchestratorProperties properties;
    private volatile Map<StallReason, Long> stalled = Map.of();

    WatchCampaigns(JdbcClient jdbc, OrchestratorProperties properties, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.properties = properties;
        for (var reason : StallReason.values()) {
            Gauge.builder("rcs.campaigns.stalled", () -> stalled.getOrDefault(reason, 0L))
                    .description("Campaigns that have work and do not move")
                    .tag("reason", text(reason))
                    .register(registry);
        }
    }

    @Transactional
    public void look() {
        var standing = jdbc.sql(LOOK)
                .param("patience_s", properties.stalledAfter().toMillis() / 1000.0)
                .query((row, _) -> Still.read(row))
                .list();
        if (!standing.isEmpty()) {
            tell(standing);
            mark(standing);
        }
        stalled = byReason();
    }

    private static void tell(List<Still> standing) {
        for (var campaign : standing) {
            if (!text(campaign.reason()).equals(campaign.before())) {
                log.atWarn()
                        .addKeyValue(LogFields.EVENT, "campaign.stalled")
                        .addKeyValue(LogFields.CAMPAIGN, campaign.campaign())
                        .log("{} does not move: {}", campaign.campaign(), text(campaign.reason()));
            }
        }
    }

    private void mark(List<Still> standing) {
        jdbc.sql(STALLED)
                .param(
                        "tenants",
                        standing.stream().map(one -> one.tenant().value()).toArray(UUID[]::new))
                .param(
                        "campaigns",
                        standing.stream().map(one -> one.campaign().value()).toArray(UUID[]::new))
                .param(
                        "reasons",
                        standing.stream().map(one -> text(one.reason())).toArray(String[]::new))
                .update();
    }

    private Map<StallReason, Long> byReason() {
        var found = new EnumMap<StallReason, Long>(StallReason.class);
        jdbc.sql(BY_REASON).query(row -> {
            found.put(
                    StallReason.valueOf(row.getString("stalled_reason").toUpperCase(Locale.ROOT)),
                    row.getLong("campaigns"));
        });
        return found;
    }

    private static String text(StallReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** @param before the reason that it was known to have; null where it moved so far */
    private record Still(
            TenantId tenant, CampaignId campaign, @Nullable String before, StallReason reason) {
        static Still read(ResultSet row) throws SQLException {
            var situation = new Situation(
                    CampaignStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                    row.getBoolean("feeding_fails"),
                    row.getLong("in_flight"),
                    row.getBoolean("put_off"),
                    Duration.ofMillis(row.getLong("busy_ms")),
                    row.getLong("deferred"),
                    row.getLong("missing"),
                    row.getLong("fallbacks_open"));
            return new Still(
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    new CampaignId(row.getObject("campaign_id", UUID.class)),
                    row.getString("stalled_reason"),
                    situation.reason());
        }
    }
}
