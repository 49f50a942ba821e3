package io.rcsplatform.dispatch.deadletter;

import io.rcsplatform.dispatch.deadletter.DeadLetter.Decision;
import io.rcsplatform.dispatch.deadletter.DeadLetter.Selection;
import io.rcsplatform.dispatch.deadletter.DeadLetter.Whole;
import io.rcsplatform.dispatch.ledger.SqlArrays;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.DeadLetterId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The dead letters of the whole fleet. They belong to its operator, not to a tenant. */
@Repository
class DeadLetters {
    private static final TypeReference<Map<String, Object>> HEADERS = new TypeReference<>() {};

    /** A letter that is there already is touched by a later death only: what is drained twice changes nothing. */
    private static final String KEEP = """
            insert into dead_letter as d (id, queue, fingerprint, event_id, event_type, tenant_id, reason, stack, headers, content_type,
                                          payload, attempts)
            select n.id, n.queue, n.fingerprint, n.event_id, n.event_type, n.tenant_id, n.reason, n.stack, n.headers::jsonb,
                   n.content_type, n.payload, n.attempts
              from unnest(:ids, :queues, :fingerprints, :events, :types, :tenants, :reasons, :stacks, :headers, :contentTypes, :payloads,
                          :attempts)
                as n (id, queue, fingerprint, event_id, event_type, tenant_id, reason, stack, headers, content_type, payload, attempts)
            on conflict (queue, fingerprint) do update
               set state = 'open', reason = excluded.reason, stack = excluded.stack, headers = excluded.headers,
                   payload = excluded.payload, attempts = excluded.attempts, dead_at = clock_timestamp()
             where excluded.attempts > d.attempts
            """;

    private static final String PAGE = """
            select id, queue, state, event_id, event_type, tenant_id, reason, attempts, first_dead_at, dead_at,
                   decided_by, decided_at, decided_why
              from dead_letter
             where (:queue::text is null or queue = :queue)
               and (:state::text is null or state = :state)
               and (:eventType::text is null or event_type = :eventType)
               and (:tenant::uuid is null or tenant_id = :tenant)
               and (:before::uuid is null or id < :before)
             order by id desc
             limit :limit
            """;

    private static final String FIND = "select * from dead_letter where id = :id";

    private static final String LOCK = "select * from dead_letter where id = :id for update";

    private static final String OPEN = """
              from dead_letter
             where state = 'open'
               and (:queue::text is null or queue = :queue)
               and (:eventType::text is null or event_type = :eventType)
               and (:tenant::uuid is null or tenant_id = :tenant)
               and (:ids::uuid[] is null or id = any (:ids))
               and dead_at <= :deadUntil
            """;

    /** Whoever is at work on a letter is not waited for, and none is taken twice that fails again meanwhile. */
    private static final String OLDEST_OPEN = OPEN + """
             order by id
             limit :limit
               for update skip locked
            """;

    private static final String CLAIM = "select *" + OLDEST_OPEN;

    private static final String DECIDE = """
            update dead_letter
               set state = :state, decided_by = :by, decided_at = clock_timestamp(), decided_why = :why
             where id = any (:ids)
            """;

    private static final String DISCARD = """
            update dead_letter
               set state = 'discarded', decided_by = :by, decided_at = clock_timestamp(), decided_why = :why
             where id in (select id
            """ + OLDEST_OPEN + ")";

    private static final String ANY_OPEN = "select exists (select" + OPEN + ")";

    private static final String COUNT_OPEN = """
            select queue, count(*) as letters from dead_letter where state = 'open' group by queue
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Ids ids;

    DeadLetters(JdbcClient jdbc, JsonMapper json, Ids ids) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
    }

    /** All or none. Keeping the same again, here or in another instance, has no effect. */
    void keep(Collection<Death> deaths) {
        var rows = distinct(deaths);
        jdbc.sql(KEEP)
                .param("ids", SqlArrays.uuids(rows, _ -> ids.draw()))
                .param("queues", SqlArrays.texts(rows, death -> death.queue().name()))
                .param("fingerprints", SqlArrays.texts(rows, Death::fingerprint))
                .param("events", SqlArrays.uuids(rows, death -> valueOf(death.event(), EventId::value)))
                .param("types", SqlArrays.texts(rows, Death::eventType))
                .param("tenants", SqlArrays.uuids(rows, death -> valueOf(death.tenant(), TenantId::value)))
                .param("reasons", SqlArrays.texts(rows, Death::reason))
                .param("stacks", SqlArrays.texts(rows, Death::stack))
                .param("headers", SqlArrays.texts(rows, death -> json.writeValueAsString(death.headers())))
                .param("contentTypes", SqlArrays.texts(rows, Death::contentType))
                .param("payloads", new SqlArrayValue("bytea", (Object[])
                        rows.stream().map(Death::payload).toArray(byte[][]::new)))
                .param("attempts", SqlArrays.ints(rows, Death::attempt))
                .update();
    }

    /** Each letter once, in an order that every instance keeps to, so that none waits for another in a circle. */
    private static Collection<Death> distinct(Collection<Death> deaths) {
        var latest = new TreeMap<String, Death>();
        for (var death : deaths) {
            latest.merge(
                    death.queue().name() + " " + death.fingerprint(),
                    death,
                    (one, other) -> one.attempt() >= other.attempt() ? one : other);
        }
        return latest.values();
    }

    /** The newest first. */
    List<DeadLetter> page(Selection selection, Paging paging) {
        var state = selection.state();
        var after = paging.after();
        return jdbc.sql(PAGE)
                .param("queue", selection.queue())
                .param("state", state == null ? null : state.text())
                .param("eventType", selection.eventType())
                .param("tenant", valueOf(selection.tenant(), TenantId::value))
                .param("before", after == null ? null : after.uuid())
                .param("limit", paging.fetch())
                .query((row, _) -> letter(row))
                .list();
    }

    Optional<Whole> find(DeadLetterId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, _) -> whole(row))
                .optional();
    }

    /** Nobody else decides about it before the caller's transaction ends. */
    Optional<Whole> lock(DeadLetterId id) {
        return jdbc.sql(LOCK)
                .param("id", id.value())
                .query((row, _) -> whole(row))
                .optional();
    }

    /** The oldest open ones, for the caller's transaction. */
    List<Whole> claim(Selection selection, Instant deadUntil, int limit) {
        return selected(CLAIM, selection, deadUntil)
                .param("limit", limit)
                .query((row, _) -> whole(row))
                .list();
    }

    void decide(Collection<DeadLetterId> letters, Decision decision) {
        jdbc.sql(DECIDE)
                .param("state", decision.state().text())
                .param("by", decision.by().value())
                .param("why", decision.why())
                .param("ids", SqlArrays.uuids(letters, DeadLetterId::value))
                .update();
    }

    /** @return how many */
    int discard(Selection selection, Instant deadUntil, int limit, Decision decision) {
        return selected(DISCARD, selection, deadUntil)
                .param("by", decision.by().value())
                .param("why", decision.why())
                .param("limit", limit)
                .update();
    }

    boolean anyOpen(Selection selection, Instant deadUntil) {
        return selected(ANY_OPEN, selection, deadUntil).query(Boolean.class).single();
    }

    /** By the database's clock, which also tells when a letter died. */
    Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    Map<String, Long> open() {
        var open = new HashMap<String, Long>();
        jdbc.sql(COUNT_OPEN).query(row -> {
            open.put(row.getString("queue"), row.getLong("letters"));
        });
        return open;
    }

    private JdbcClient.StatementSpec selected(String sql, Selection selection, Instant deadUntil) {
        return jdbc.sql(sql)
                .param("queue", selection.queue())
                .param("eventType", selection.eventType())
                .param("tenant", valueOf(selection.tenant(), TenantId::value))
                .param("ids", selection.ids().isEmpty() ? null : SqlArrays.uuids(selection.ids(), DeadLetterId::value))
                .param("deadUntil", deadUntil.atOffset(ZoneOffset.UTC));
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                new DeadLetterId(row.getObject("id", UUID.class)),
                row.getString("queue"),
                State.of(row.getString("state")),
                valueOf(row.getObject("event_id", UUID.class), EventId::new),
                row.getString("event_type"),
                valueOf(row.getObject("tenant_id", UUID.class), TenantId::new),
                row.getString("reason"),
                row.getInt("attempts"),
                row.getObject("first_dead_at", OffsetDateTime.class).toInstant(),
                row.getObject("dead_at", OffsetDateTime.class).toInstant(),
                valueOf(row.getObject("decided_by", UUID.class), ApiKeyId::new),
                valueOf(row.getObject("decided_at", OffsetDateTime.class), OffsetDateTime::toInstant),
                row.getString("decided_why"));
    }

    private Whole whole(ResultSet row) throws SQLException {
        return new Whole(
                letter(row),
                row.getString("stack"),
                json.readValue(row.getString("headers"), HEADERS),
                row.getString("content_type"),
                row.getBytes("payload"));
    }

    private static <A, B> @Nullable B valueOf(@Nullable A value, Function<A, B> form) {
        return value == null ? null : form.apply(value);
    }
}
