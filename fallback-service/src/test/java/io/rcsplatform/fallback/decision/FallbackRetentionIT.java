package io.rcsplatform.fallback.decision;

import static io.rcsplatform.fallback.test.FallbackFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.fallback.test.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class FallbackRetentionIT {
    @Autowired
    FallbackRetention retention;

    @Autowired
    JdbcClient jdbc;

    private final TenantId tenant = tenant();

    @Test
    void forgetsDecisionsAfterNinetyDays() {
        decided("91 days");
        decided("89 days");

        retention.forgetOldDecisions();

        assertThat(jdbc.sql(
                                "select extract(day from now() - decided_at)::int from fallback_decision where tenant_id = ?")
                        .param(tenant.value())
                        .query(Integer.class)
                        .list())
                .containsExactly(89);
    }

    private void decided(String ago) {
        jdbc.sql("""
                        insert into fallback_decision (tenant_id, message_id, decision, decided_at)
                        values (?, gen_random_uuid(), 'ordered', now() - ?::interval)
                        """).params(tenant.value(), ago).update();
    }
}
