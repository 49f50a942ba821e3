package io.rcsplatform.campaign.audit;

import io.rcsplatform.domain.event.WriteRecorded;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.audit.AuditLog;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Entries are added and never changed; the database refuses anything else. */
@Repository
class AuditEntries implements AuditLog {
    private static final UUID LAST = new UUID(-1, -1);
    private static final String APPEND = """
            insert into audit_entry (tenant_id, id, occurred_at, actor, address, request_id, action, path, resource, before, after)
            values (:tenant, :id, :occurred_at, :actor, :address, :request_id, :action, :path, :resource, :before::jsonb, :after::jsonb)
                on conflict (tenant_id, id) do nothing
            """;
    private static final String PAGE = """
            select tenant_id, id, occurred_at, actor, address, request_id, action, path, resource, before, after
              from audit_entry
             where tenant_id = :tenant and id < :cursor
               and (:actor::text is null or actor = :actor)
               and (:action::text is null or action = :action)
               and (:resource::text is null or resource = :resource)
               and (:from::timestamptz is null or occurred_at >= :from)
               and (:to::timestamptz is null or occurred_at < :to)
             order by id desc
             limit :limit
            """;
    private static final String FORGET = """
            delete from audit_entry
             where (tenant_id, id) in (select tenant_id, id from audit_entry
                                        where occurred_at < now() - :kept * interval '1 second'
                                        order by occurred_at
                                        limit :limit for update skip locked)
            """;

    private final JdbcClient jdbc;

    AuditEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void append(WriteRecorded entry) {
        jdbc.sql(APPEND)
                .param("tenant", entry.tenantId().value())
                .param("id", entry.id().value())
                .param("occurred_at", time(entry.occurredAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("actor", entry.actor())
                .param("address", entry.address(), Types.VARCHAR)
                .param("request_id", entry.requestId(), Types.VARCHAR)
                .param("action", entry.action())
                .param("path", entry.path())
                .param("resource", entry.resource(), Types.VARCHAR)
                .param("before", storable(entry.before()), Types.VARCHAR)
                .param("after", storable(entry.after()), Types.VARCHAR)
                .update();
    }

    Page<WriteRecorded> page(TenantId tenant, Selection selection, Paging paging) {
        var rows = jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("cursor", paging.after() == null ? LAST : paging.after().uuid())
                .param("actor", selection.actor(), Types.VARCHAR)
                .param("action", selection.action(), Types.VARCHAR)
                .param("resource", selection.resource(), Types.VARCHAR)
                .param("from", time(selection.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", time(selection.to()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("limit", paging.fetch())
                .query(AuditEntries::entry)
                .list();
        return Page.of(rows, paging, last -> Cursor.at(last.id().value()));
    }

    /** Gives up the oldest entries that have been kept for long enough. */
    int forget(Duration kept, int limit) {
        return jdbc.sql(FORGET)
                .param("kept", kept.toSeconds())
                .param("limit", limit)
                .update();
    }

    /** Without the one character that the database's JSON cannot hold. */
    private static @Nullable String storable(@Nullable String json) {
        return json == null ? null : json.replace("\\u0000", "");
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static WriteRecorded entry(ResultSet row, int number) throws SQLException {
        return new WriteRecorded(
                new EventId(row.getObject("id", UUID.class)),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("address"),
                row.getString("request_id"),
                row.getString("action"),
                row.getString("path"),
                row.getString("resource"),
                row.getString("before"),
                row.getString("after"));
    }

    /** What is looked for; null where it does not matter. */
    record Selection(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String resource,
            @Nullable Instant from,
            @Nullable Instant to) {}
}
