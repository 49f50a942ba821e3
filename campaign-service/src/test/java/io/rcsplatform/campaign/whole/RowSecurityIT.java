package io.rcsplatform.campaign.whole;

import static io.rcsplatform.campaign.whole.Api.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.database.WorkingFor;
import io.rcsplatform.platform.test.TenantTables;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database lets nobody do who works for a tenant, whatever the query says. */
@OnWholeService
class RowSecurityIT {
    private static final String TEMPLATE = """
            {"name": "Sale", "sms": {"text": "Hello"}}
            """;
    private static final String STATE = """
            select pg_backend_pid() || ' ' || current_user || ' ' || coalesce(current_setting('rcs.tenant_id', true), '')
            """;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    EntityManagerFactory entities;

    @Autowired
    TransactionTemplate transaction;

    TenantId owner;
    TenantId stranger;

    @BeforeEach
    void twoTenantsWithAnAudienceEach() {
        owner = api.tenant();
        stranger = api.tenant();
        id(api.post(owner, "/v1/audiences", "{\"name\": \"All\"}"));
        id(api.post(stranger, "/v1/audiences", "{\"name\": \"All\"}"));
    }

    @Test
    void everyTableWithATenantIsGuarded() {
        assertThat(TenantTables.unguarded(jdbc)).isEmpty();
    }

    @Test
    void aQueryThatForgetsTheTenantSeesItsOwnRowsOnly() {
        try (var _ = WorkingFor.tenant(owner)) {
            assertThat(tenantsSeen()).containsExactly(owner.value());
            assertThat(transaction.<List<UUID>>execute(_ -> tenantsSeen())).containsExactly(owner.value());
            assertThat(jdbc.sql("select id from tenant").query(UUID.class).list())
                    .containsExactly(owner.value());
        }
    }

    @Test
    void anEntityQueryThatForgetsTheTenantHasItAdded() {
        id(api.post(owner, "/v1/templates", TEMPLATE));
        id(api.post(stranger, "/v1/templates", TEMPLATE));

        try (var _ = WorkingFor.tenant(owner);
                var session = entities.createEntityManager();
                var _ = WorkingFor.theService()) { // whose connection shows everything
            assertThat(session.createQuery("select row.tenantId from TemplateRow row", UUID.class)
                            .getResultList())
                    .containsExactly(owner.value());
        }
    }

    @Test
    void rowsOfAnotherTenantAreNotMade() {
        try (var _ = WorkingFor.tenant(owner)) {
            assertThatThrownBy(() -> jdbc.sql(
                                    "insert into audience (tenant_id, id, name, created_at) values (?, gen_random_uuid(), 'x', now())")
                            .param(stranger.value())
                            .update())
                    .hasStackTraceContaining("row-level security");
        }
    }

    @Test
    void rowsAreNotGivenToAnotherTenant() {
        try (var _ = WorkingFor.tenant(owner)) {
            assertThatThrownBy(() -> jdbc.sql("update audience set tenant_id = ?")
                            .param(stranger.value())
                            .update())
                    .hasStackTraceContaining("row-level security");
        }
    }

    @Test
    void aConnectionGivenBackIsNobodys() throws Exception {
        var before = state();

        try (var _ = WorkingFor.tenant(owner)) {
            assertThat(state()).isNotEqualTo(before);
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                assertThatThrownBy(() -> statement.execute("select 1 / 0")).hasMessageContaining("zero");
            }
        }

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void theServiceItselfSeesEverybody() {
        assertThat(tenantsSeen()).contains(owner.value(), stranger.value());
    }

    @Test
    void aServiceThatMayNotMakeTheRoleSaysWhatIsMissing() throws Exception {
        var script = new ClassPathResource("db/platform/afterMigrate__isolate_tenants.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create role it_powerless; set local role it_powerless");

            assertThatThrownBy(() -> statement.execute(script))
                    .hasMessageContaining("create role \"it_powerless_tenant\" nologin");
            connection.rollback();
        }
    }

    private List<UUID> tenantsSeen() {
        return jdbc.sql("select distinct tenant_id from audience")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private String state() {
        return jdbc.sql(STATE).query((row, _) -> row.getString(1)).single();
    }
}
