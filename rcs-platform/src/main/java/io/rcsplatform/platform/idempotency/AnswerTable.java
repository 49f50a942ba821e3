package io.rcsplatform.platform.idempotency;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.database.WorkingFor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What was answered under which key, in the last three days. */
class AnswerTable {
    private static final Duration KEPT = Duration.ofDays(3);
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended(:tenant || ' ' || :key, 72))";
    private static final String FIND = """
            select request_hash, status, headers, body
              from idempotency_key
             where tenant_id = :tenant and key = :key and created_at > now() - :kept * interval '1 second'
            """;
    private static final String ADD = """
            insert into idempotency_key (tenant_id, key, request_hash, status, headers, body)
            values (:tenant, :key, :hash, :status, :headers::jsonb, :body)
                on conflict (tenant_id, key) do update
               set request_hash = excluded.request_hash, status = excluded.status, headers = excluded.headers,
                   body = excluded.body, created_at = now()
            """;
    /** A few at a time, of all tenants, by whoever has added one. */
    private static final String FORGET = """
            delete from idempotency_key
             where (tenant_id, key) in (select tenant_id, key from idempotency_key
                                         where created_at < now() - :kept * interval '1 second'
                                         limit 20 for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();

    AnswerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends; false where another has it. */
    boolean lock(TenantId tenant, String key) {
        return jdbc.sql(LOCK)
                .param("tenant", tenant.toString())
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    Optional<Answer> find(TenantId tenant, String key) {
        return jdbc.sql(FIND)
                .param("tenant", tenant.value())
                .param("key", key)
                .param("kept", KEPT.toSeconds())
                .query(this::answer)
                .optional();
    }

    void add(TenantId tenant, String key, Answer answer) {
        jdbc.sql(ADD)
                .param("tenant", tenant.value())
                .param("key", key)
                .param("hash", answer.requestHash())
                .param("status", answer.status())
                .param("headers", json.writeValueAsString(answer.headers()))
                .param("body", answer.body(), Types.BINARY)
                .update();
    }

    void forgetOld() {
        try (var _ = WorkingFor.theService()) {
            jdbc.sql(FORGET).param("kept", KEPT.toSeconds()).update();
        }
    }

    private Answer answer(ResultSet row, int number) throws SQLException {
        var headers = new HashMap<String, String>();
        json.readTree(row.getString("headers")).forEachEntry((name, value) -> headers.put(name, value.asString()));
        return new Answer(
                row.getBytes("request_hash"), row.getInt("status"), Map.copyOf(headers), row.getBytes("body"));
    }
}
