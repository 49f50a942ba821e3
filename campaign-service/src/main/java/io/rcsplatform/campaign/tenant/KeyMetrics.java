package io.rcsplatform.campaign.tenant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keys that somebody should replace before long; each instance tells the total. */
@Component
class KeyMetrics {
    /** Who has a younger key of the same name that lasts longer has seen to it. */
    private static final String ENDING = """
            select count(*)
              from api_key k
             where k.revoked_at is null and k.expires_at > now() and k.expires_at < now() + interval '7 days'
               and not exists (
                   select 1
                     from api_key o
                    where o.tenant_id = k.tenant_id and o.name = k.name and o.id <> k.id and o.revoked_at is null
                      and (o.expires_at is null or o.expires_at > k.expires_at))
            """;

    private final JdbcClient jdbc;
    private volatile long ending;

    KeyMetrics(JdbcClient jdbc, MeterRegistry registry) {
        this.jdbc = jdbc;
        Gauge.builder("rcs.api.keys.ending", () -> ending)
                .description("API keys that expire within a week and have no successor")
                .register(registry);
    }

    boolean look() {
        ending = jdbc.sql(ENDING).query(Long.class).single();
        return false;
    }
}
