package io.rcsplatform.campaign.tenant;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys, by their hashes. */
@Repository
class ApiKeys {
    private static final UUID LAST = new UUID(-1, -1);
    private static final String ADD = """
            insert into api_key (id, tenant_id, name, scopes, hash, hint, created_at, expires_at,
                                 reads_per_second, writes_per_second, sends_per_second)
            values (:id, :tenant, :name, :scopes, :hash, :hint, :created_at, :expires_at, :reads, :writes, :sends)
                on conflict (hash) do nothing
            """;
    private static final String ACCESS = """
            select k.id, k.tenant_id, k.scopes, p.reads_per_second, p.writes_per_second, p.sends_per_second,
                   k.reads_per_second as key_reads_per_second, k.writes_per_second as key_writes_per_second,
                   k.sends_per_second as key_sends_per_second
              from api_key k join tenant t on t.id = k.tenant_id join plan p on p.name = t.plan
             where k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
            """;
    private static final String BY_HASH = ACCESS + " and k.hash = :hash";
    private static final String BY_ID = ACCESS + " and k.id = :id";
    private static final String COLUMNS = """
            select id, name, scopes, hint, created_at, expires_at, reads_per_second, writes_per_second, sends_per_second
              from api_key
             where tenant_id = :tenant and revoked_at is null and (expires_at is null or expires_at > now())
            """;
    private static final String FOR_ROTATION = COLUMNS + " and id = :id for update";
    private static final String PAGE = COLUMNS + """
             and id < :before
             order by id desc
             limit :limit
            """;
    private static final String EXPIRE = """
            update api_key set expires_at = least(expires_at, :at) where tenant_id = :tenant and id = :id
            """;
    private static final String REVOKE = """
            update api_key set revoked_at = now() where tenant_id = :tenant and id = :id and revoked_at is null
            """;

    private final JdbcClient jdbc;

    ApiKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a key unless there is one with this hash, revoked or not. */
    boolean add(TenantId tenant, ApiKey key, byte[] hash) {
        return jdbc.sql(ADD)
                        .param("id", key.id().value())
                        .param("tenant", tenant.value())
                        .param("name", key.name())
                        .param("scopes", key.scopes().toArray(String[]::new))
                        .param("hash", hash)
                        .param("hint", key.hint())
                        .param("created_at", key.createdAt().atOffset(ZoneOffset.UTC))
                        .param("expires_at", time(key.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("reads", limit(key, Limits::readsPerSecond), Types.INTEGER)
                        .param("writes", limit(key, Limits::writesPerSecond), Types.INTEGER)
                        .param("sends", limit(key, Limits::sendsPerSecond), Types.INTEGER)
                        .update()
                == 1;
    }

    /** What a key opens, while it is neither revoked nor expired. */
    Optional<Access> access(byte[] hash) {
        return jdbc.sql(BY_HASH).param("hash", hash).query(ApiKeys::access).optional();
    }

    Optional<Access> access(ApiKeyId id) {
        return jdbc.sql(BY_ID).param("id", id.value()).query(ApiKeys::access).optional();
    }

    /** A key that is in force, and stays as it is until the transaction ends. */
    Optional<ApiKey> locked(TenantId tenant, ApiKeyId id) {
        return jdbc.sql(FOR_ROTATION)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(ApiKeys::key)
                .optional();
    }

    /** Lets a key expire then, unless it does so earlier. */
    void expire(TenantId tenant, ApiKeyId id, Instant at) {
        jdbc.sql(EXPIRE)
                .param("at", time(at), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    Page<ApiKey> page(TenantId tenant, Paging paging) {
        var rows = jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("before", paging.after() == null ? LAST : paging.after().uuid())
                .param("limit", paging.fetch())
                .query(ApiKeys::key)
                .list();
        return Page.of(rows, paging, last -> Cursor.at(last.id().value()));
    }

    boolean revoke(TenantId tenant, ApiKeyId id) {
        return jdbc.sql(REVOKE)
                        .param("tenant", tenant.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private static Access access(ResultSet row, int number) throws SQLException {
        return new Access(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new ApiKeyId(row.getObject("id", UUID.class)),
                new TreeSet<>(scopes(row)),
                Limits.of(row),
                Limits.of(row, "key_"));
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                new ApiKeyId(row.getObject("id", UUID.class)),
                row.getString("name"),
                scopes(row),
                row.getString("hint"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("expires_at", OffsetDateTime.class)),
                Limits.of(row, ""));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Integer limit(ApiKey key, ToIntFunction<Limits> kind) {
        var limits = key.limits();
        return limits == null ? null : kind.applyAsInt(limits);
    }

    private static List<String> scopes(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("scopes").getArray());
    }

    /**
     * @param expiresAt null for one that does not
     * @param limits null where only the tenant's hold
     */
    record ApiKey(
            ApiKeyId id,
            String name,
            List<String> scopes,
            String hint,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Limits limits) {}
}
