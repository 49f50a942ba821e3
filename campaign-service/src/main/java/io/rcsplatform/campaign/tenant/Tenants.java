package io.rcsplatform.campaign.tenant;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Tenants {
    private static final UUID LAST = new UUID(-1, -1);
    private static final String ADD = """
            insert into tenant (id, name, created_at) values (:id, :name, :created_at) on conflict (id) do nothing
            """;
    private static final String EXISTS = "select exists (select from tenant where id = :id)";
    private static final String PAGE = """
            select id, name, created_at from tenant where id < :before order by id desc limit :limit
            """;

    private final JdbcClient jdbc;

    Tenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a tenant unless it is there. */
    void add(Tenant tenant) {
        jdbc.sql(ADD)
                .param("id", tenant.id().value())
                .param("name", tenant.name())
                .param("created_at", tenant.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean exists(TenantId id) {
        return jdbc.sql(EXISTS).param("id", id.value()).query(Boolean.class).single();
    }

    Page<Tenant> page(Paging paging) {
        var rows = jdbc.sql(PAGE)
                .param("before", paging.after() == null ? LAST : paging.after().uuid())
                .param("limit", paging.fetch())
                .query(Tenants::tenant)
                .list();
        return Page.of(rows, paging, last -> Cursor.at(last.id().value()));
    }

    private static Tenant tenant(ResultSet row, int number) throws SQLException {
        return new Tenant(
                new TenantId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    record Tenant(TenantId id, String name, Instant createdAt) {}
}
