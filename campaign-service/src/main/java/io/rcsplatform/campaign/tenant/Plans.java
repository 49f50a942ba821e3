package io.rcsplatform.campaign.tenant;

import io.rcsplatform.domain.id.TenantId;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What tenants may ask of the platform. A change holds at every gateway within two seconds. */
@Repository
class Plans {
    private static final String ALL = """
            select name, reads_per_second, writes_per_second, sends_per_second from plan order by name
            """;
    private static final String OF_TENANT = """
            select p.name, p.reads_per_second, p.writes_per_second, p.sends_per_second
              from tenant t join plan p on p.name = t.plan
             where t.id = :tenant and (:parent::uuid is null or t.parent_id = :parent)
            """;
    private static final String PUT = """
            insert into plan (name, reads_per_second, writes_per_second, sends_per_second)
            values (:name, :reads, :writes, :sends)
                on conflict (name) do update
               set reads_per_second = :reads, writes_per_second = :writes, sends_per_second = :sends
            """;
    private static final String ASSIGN = "update tenant set plan = :plan where id = :tenant";
    private static final String EXISTS = "select exists (select from plan where name = :name)";

    private final JdbcClient jdbc;

    Plans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Plan> all() {
        return jdbc.sql(ALL)
                .query((row, _) -> new Plan(row.getString("name"), Limits.of(row)))
                .list();
    }

    Optional<Plan> of(TenantId tenant) {
        return of(tenant, null);
    }

    /** @param parent whose child the tenant must be; null where it may be anybody's */
    Optional<Plan> of(TenantId tenant, @Nullable TenantId parent) {
        return jdbc.sql(OF_TENANT)
                .param("tenant", tenant.value())
                .param("parent", parent == null ? null : parent.value(), Types.OTHER)
                .query((row, _) -> new Plan(row.getString("name"), Limits.of(row)))
                .optional();
    }

    Optional<Plan> find(String name) {
        return all().stream().filter(plan -> plan.name().equals(name)).findFirst();
    }

    boolean exists(String name) {
        return jdbc.sql(EXISTS).param("name", name).query(Boolean.class).single();
    }

    void put(Plan plan) {
        jdbc.sql(PUT)
                .param("name", plan.name())
                .param("reads", plan.limits().readsPerSecond())
                .param("writes", plan.limits().writesPerSecond())
                .param("sends", plan.limits().sendsPerSecond())
                .update();
    }

    boolean assign(TenantId tenant, String plan) {
        return jdbc.sql(ASSIGN)
                        .param("plan", plan)
                        .param("tenant", tenant.value())
                        .update()
                == 1;
    }

    record Plan(String name, Limits limits) {}
}
