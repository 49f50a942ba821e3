package io.rcsplatform.campaign.tenant;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys, by their hashes. */
@Repository
class ApiKeys {
    private static final UUID LAST = new UUID(-1, -1);
    private static final String ADD = """
            insert into api_key (id, tenant_id, name, scopes, hash, hint, created_at)
            values (:id, :tenant, :name, :scopes, :hash, :hint, :created_at)
                on conflict (hash) do nothing
            """;
    private static final String OWNER = """
            select id, tenant_id, scopes from api_key where hash = :hash and revoked_at is null
            """;
    private static final String PAGE = """
            select id, name, scopes, hint, created_at
              from api_key
             where tenant_id = :tenant and revoked_at is null and id < :before
             order by id desc
             limit :limit
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
                        .update()
                == 1;
    }

    /** Whom a key belongs to, while it is not revoked. */
    Optional<Caller> owner(byte[] hash) {
        return jdbc.sql(OWNER).param("hash", hash).query(ApiKeys::caller).optional();
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

    private static Caller caller(ResultSet row, int number) throws SQLException {
        return new Caller(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new ApiKeyId(row.getObject("id", UUID.class)),
                Set.copyOf(scopes(row)));
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                new ApiKeyId(row.getObject("id", UUID.class)),
                row.getString("name"),
                scopes(row),
                row.getString("hint"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> scopes(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("scopes").getArray());
    }

    record ApiKey(ApiKeyId id, String name, List<String> scopes, String hint, Instant createdAt) {}
}
