package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.messaging.Outbox.Added;
import io.rcsplatform.platform.messaging.Outbox.Replay;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox's rows. Published ones stay for a while, so that they can be published again. */
class OutboxTable {
    private static final String INSERT = """
            insert into outbox (destination, event_id, event_type, tenant_id, traceparent, payload)
            values (?, ?, ?, ?, ?, ?)
            """;
    private static final String CLAIM = """
            select id, destination, event_id, event_type, tenant_id, traceparent, payload
              from outbox
             where published_at is null and due_at <= now()
             order by id
             limit ?
               for update skip locked
            """;
    private static final String MARK_PUBLISHED = """
            update outbox set published_at = now() where id = any(?)
            """;
    private static final String DEFER = """
            update outbox
               set attempts = attempts + 1, due_at = now() + least(power(2, attempts), 60) * interval '1 second'
             where id = any(?)
            """;
    private static final String REPLAY = """
            update outbox
               set published_at = null, attempts = 0, due_at = now()
             where published_at is not null and created_at >= :since
               and (:destination::text is null or destination = :destination)
               and (:tenant::uuid is null or tenant_id = :tenant)
               and (:campaign::text is null
                    or position(convert_to(:campaign, 'UTF8') in substring(payload for 1000)) > 0)
            """;
    /** Every event names its campaign among its first fields; so little of a payload is read without unpacking the rest. */
    private static final String ABOUT = """
            select event_id
              from outbox
             where destination = :destination and tenant_id = :tenant
               and position(convert_to(:campaign, 'UTF8') in substring(payload for 1000)) > 0
             order by id
            """;

    private static final String ADDED = """
            select id, payload
              from outbox
             where destination = :destination and created_at >= now() - make_interval(secs => :ago_s) and id > :after
             order by id
             limit :limit
            """;
    private static final String WAITING_ABOUT = """
            select count(*)
              from outbox
             where published_at is null and destination = :destination and tenant_id = :tenant
               and position(convert_to(:campaign, 'UTF8') in substring(payload for 1000)) > 0
            """;
    private static final String DELETE = """
            delete from outbox
             where id in (select id
                            from (select id, published_at from outbox order by id limit ?) oldest
                           where published_at < now() - make_interval(secs => ?))
            """;
    private static final String BACKLOG = """
            select count(*) as rows, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age
              from outbox
             where published_at is null
            """;

    private final JdbcClient jdbc;

    OutboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Outgoing event, @Nullable String traceparent) {
        var tenant = event.tenant();
        jdbc.sql(INSERT)
                .param(event.destination().name())
                .param(event.id().value())
                .param(event.type())
                .param(tenant == null ? null : tenant.value())
                .param(traceparent)
                .param(event.payload())
                .update();
    }

    List<Row> claim(int limit) {
        return jdbc.sql(CLAIM).param(limit).query(OutboxTable::row).list();
    }

    void markPublished(Collection<Row> rows) {
        jdbc.sql(MARK_PUBLISHED).param(ids(rows)).update();
    }

    /** Puts rows off that failed by themselves, so that they do not stand in the others' way. */
    void defer(Collection<Row> rows) {
        jdbc.sql(DEFER).param(ids(rows)).update();
    }

    int replay(Replay replay) {
        var destination = replay.destination();
        var tenant = replay.tenantId();
        var campaign = replay.campaignId();
        return jdbc.sql(REPLAY)
                .param("since", OffsetDateTime.ofInstant(replay.since(), ZoneOffset.UTC))
                .param("destination", destination == null ? null : destination.name())
                .param("tenant", tenant == null ? null : tenant.value())
                .param("campaign", campaign == null ? null : campaign.toString())
                .update();
    }

    List<EventId> about(Destination destination, TenantId tenant, CampaignId campaign) {
        return about(ABOUT, destination, tenant, campaign)
                .query((row, _) -> new EventId(row.getObject("event_id", UUID.class)))
                .list();
    }

    long waitingAbout(Destination destination, TenantId tenant, CampaignId campaign) {
        return about(WAITING_ABOUT, destination, tenant, campaign)
                .query(Long.class)
                .single();
    }

    <E extends Event> List<Added<E>> added(
            Destination destination, Duration ago, long after, int limit, Function<byte[], E> reading) {
        return jdbc.sql(ADDED)
                .param("destination", destination.name())
                .param("ago_s", ago.toMillis() / 1000.0)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Added<>(row.getLong("id"), reading.apply(row.getBytes("payload"))))
                .list();
    }

    private JdbcClient.StatementSpec about(
            String query, Destination destination, TenantId tenant, CampaignId campaign) {
        return jdbc.sql(query)
                .param("destination", destination.name())
                .param("tenant", tenant.value())
                .param("campaign", campaign.toString());
    }

    /** @return how many rows are gone; at most {@code limit} */
    int deletePublishedBefore(Duration age, int limit) {
        return jdbc.sql(DELETE).params(limit, (double) age.toSeconds()).update();
    }

    Backlog backlog() {
        return jdbc.sql(BACKLOG)
                .query((row, _) -> new Backlog(row.getLong("rows"), row.getDouble("age")))
                .single();
    }

    private static Long[] ids(Collection<Row> rows) {
        return rows.stream().map(Row::id).toArray(Long[]::new);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var tenant = row.getObject("tenant_id", UUID.class);
        var event = new Outgoing(
                Destination.valueOf(row.getString("destination")),
                new EventId(row.getObject("event_id", UUID.class)),
                row.getString("event_type"),
                tenant == null ? null : new TenantId(tenant),
                row.getBytes("payload"));
        return new Row(row.getLong("id"), event, row.getString("traceparent"));
    }

    record Row(long id, Outgoing event, @Nullable String traceparent) {}

    /** @param ageSeconds of the oldest row that is not published */
    record Backlog(long rows, double ageSeconds) {}
}
