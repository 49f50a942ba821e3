package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which campaigns are checked, when next, and what was found the last time. Times are the database's. */
@Repository
class CampaignWatches {
    /** A check that never ends is another instance's after a while. */
    private static final String CLAIM_DUE = """
            with due as (
                select tenant_id, campaign_id
                  from campaign_watch
                 where check_at <= now()
                 order by check_at
                 limit :limit
                   for update skip locked)
            update campaign_watch w
               set check_at = now() + interval '2 minutes'
              from due
             where w.tenant_id = due.tenant_id and w.campaign_id = due.campaign_id
            returning w.*, clock_timestamp() as at
            """;

    private static final String FIND = """
            select *, clock_timestamp() as at from campaign_watch where tenant_id = :tenant and campaign_id = :campaign
            """;
    private static final String WRITE = """
            update campaign_watch
               set check_at = :at::timestamptz + :next_ms * interval '1 millisecond', checked_at = :at, seen = :seen,
                   seen_since = :seen_since, differs_since = :differs_since, events_asked_at = :events_asked,
                   decisions_asked_at = :decisions_asked, orders_asked_at = :orders_asked, corrected_at = :corrected,
                   corrections = corrections + :corrections
             where tenant_id = :tenant and campaign_id = :campaign
            """;
    private static final String FORGET = """
            delete from campaign_watch where tenant_id = :tenant and campaign_id = :campaign
            """;
    private static final String OUT_OF_BALANCE = """
            select count(*) from campaign_watch where differs_since is not null
            """;
    private static final String NOW = "select clock_timestamp()";

    private final JdbcClient jdbc;

    CampaignWatches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param at when it was read
     * @param seen what the two sides said at the last check, where they differed; null where they agreed or moved
     * @param seenSince since when they have said exactly that
     * @param differsSince since when it is certain that they differ; null where it is not
     * @param eventsAsked when dispatch-service was asked to publish its events again
     * @param decisionsAsked when fallback-service was asked to publish its decisions again
     * @param ordersAsked when fallback-service was asked to publish its orders again
     * @param corrected when the counters were corrected last
     */
    record Watched(
            TenantId tenant,
            CampaignId campaign,
            Instant at,
            @Nullable String seen,
            @Nullable Instant seenSince,
            @Nullable Instant differsSince,
            @Nullable Instant eventsAsked,
            @Nullable Instant decisionsAsked,
            @Nullable Instant ordersAsked,
            @Nullable Instant corrected) {

        Watched agreed() {
            return new Watched(
                    tenant, campaign, at, null, null, null, eventsAsked, decisionsAsked, ordersAsked, corrected);
        }

        /** Something is on its way; whether what was certain before still holds shows when it has arrived. */
        Watched moving() {
            return new Watched(
                    tenant,
                    campaign,
                    at,
                    null,
                    null,
                    differsSince,
                    eventsAsked,
                    decisionsAsked,
                    ordersAsked,
                    corrected);
        }

        Watched saw(String both) {
            return new Watched(
                    tenant,
                    campaign,
                    at,
                    both,
                    both.equals(seen) && seenSince != null ? seenSince : at,
                    differsSince,
                    eventsAsked,
                    decisionsAsked,
                    ordersAsked,
                    corrected);
        }

        Watched differing() {
            return new Watched(
                    tenant,
                    campaign,
                    at,
                    seen,
                    seenSince,
                    differsSince == null ? at : differsSince,
                    eventsAsked,
                    decisionsAsked,
                    ordersAsked,
                    corrected);
        }

        Watched askedForEvents() {
            return new Watched(
                    tenant, campaign, at, seen, seenSince, differsSince, at, decisionsAsked, ordersAsked, corrected);
        }

        Watched askedForDecisions() {
            return new Watched(
                    tenant, campaign, at, seen, seenSince, differsSince, eventsAsked, at, ordersAsked, corrected);
        }

        Watched askedForOrders() {
            return new Watched(
                    tenant, campaign, at, seen, seenSince, differsSince, eventsAsked, decisionsAsked, at, corrected);
        }

        Watched wasCorrected() {
            return new Watched(
                    tenant, campaign, at, null, null, differsSince, eventsAsked, decisionsAsked, ordersAsked, at);
        }

        boolean hadTime(@Nullable Instant asked, Duration patience) {
            return asked == null || !asked.plus(patience).isAfter(at);
        }
    }

    /** Those that are due, longest first; nobody else gets them for a while. */
    List<Watched> claimDue(int limit) {
        return jdbc.sql(CLAIM_DUE)
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    Optional<Watched> find(TenantId tenant, CampaignId campaign) {
        return jdbc.sql(FIND)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .query((row, _) -> read(row))
                .optional();
    }

    /** @param next how long until it is checked again */
    void write(Watched watched, int corrections, Duration next) {
        jdbc.sql(WRITE)
                .param("tenant", watched.tenant().value())
                .param("campaign", watched.campaign().value())
                .param("at", timestamp(watched.at()))
                .param("next_ms", next.toMillis())
                .param("seen", watched.seen())
                .param("seen_since", timestamp(watched.seenSince()))
                .param("differs_since", timestamp(watched.differsSince()))
                .param("events_asked", timestamp(watched.eventsAsked()))
                .param("decisions_asked", timestamp(watched.decisionsAsked()))
                .param("orders_asked", timestamp(watched.ordersAsked()))
                .param("corrected", timestamp(watched.corrected()))
                .param("corrections", corrections)
                .update();
    }

    void forget(Watched watched) {
        jdbc.sql(FORGET)
                .param("tenant", watched.tenant().value())
                .param("campaign", watched.campaign().value())
                .update();
    }

    /** Since when the campaign that is out of balance longest is so; empty where none is. */
    Optional<Instant> outOfBalanceSince() {
        return jdbc.sql("select min(differs_since) from campaign_watch where differs_since is not null")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    long outOfBalance() {
        return jdbc.sql(OUT_OF_BALANCE).query(Long.class).single();
    }

    Instant now() {
        return jdbc.sql(NOW).query(OffsetDateTime.class).single().toInstant();
    }

    private static Watched read(ResultSet row) throws SQLException {
        return new Watched(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new CampaignId(row.getObject("campaign_id", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("seen"),
                instant(row, "seen_since"),
                instant(row, "differs_since"),
                instant(row, "events_asked_at"),
                instant(row, "decisions_asked_at"),
                instant(row, "orders_asked_at"),
                instant(row, "corrected_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
