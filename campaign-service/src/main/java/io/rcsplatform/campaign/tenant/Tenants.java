package io.rcsplatform.campaign.tenant;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Tenants {
    private static final UUID LAST = new UUID(-1, -1);
    private static final String ADD = """
            insert into tenant (id, name, parent_id, created_at)
            select :id, :name, :parent::uuid, :created_at
             where not exists (select from tenant where id = :parent::uuid and parent_id is not null)
                on conflict (id) do nothing
            """;
    private static final String EXISTS = "select exists (select from tenant where id = :id)";
    private static final String PAGE = """
            select id, name, parent_id, created_at
              from tenant
             where id < :before and (:parent::uuid is null or parent_id = :parent)
             order by id desc
             limit :limit
            """;

    private final JdbcClient jdbc;

    Tenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a tenant, unless it is there or its parent is somebody's child. */
    boolean add(Tenant tenant) {
        return jdbc.sql(ADD)
                        .param("id", tenant.id().value())
                        .param("name", tenant.name())
                        .param("parent", uuid(tenant.parentId()), Types.OTHER)
                        .param("created_at", tenant.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean exists(TenantId id) {
        return jdbc.sql(EXISTS).param("id", id.value()).query(Boolean.class).single();
    }

    /** @param parent whose children; null for all tenants */
    Page<Tenant> page(@Nullable TenantId parent, Paging paging) {
        var rows = jdbc.sql(PAGE)
                .param("parent", uuid(parent), Types.OTHER)
                .param("before", paging.after() == null ? LAST : paging.after().uuid())
                .param("limit", paging.fetch())
                .query(Tenants::tenant)
                .list();
        return Page.of(rows, paging, last -> Cursor.at(last.id().value()));
    }

    private static @Nullable UUID uuid(@Nullable TenantId id) {
        return id == null ? null : id.value();
    }

    private static Tenant tenant(ResultSet row, int number) throws SQLException {
        var parent = row.getObject("parent_id", UUID.class);
        return new Tenant(
                new TenantId(row.getObject("id", UUID.class)),
                row.getString("name"),
                parent == null ? null : new TenantId(parent),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** @param parentId the agency's whose it is; null for one of the operator's */
    record Tenant(TenantId id, String name, @Nullable TenantId parentId, Instant createdAt) {}
}
