package io.rcsplatform.campaign.retention;

import io.rcsplatform.domain.id.Uuid7;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Gives up what people wrote long ago, a bounded number at a time. An opt-out among it goes on to hold. */
@Repository
class InboundRetention {
    private static final int AT_A_TIME = 2_000;

    /** Ids carry the time at which a message was stored. */
    private static final String FORGET = """
            delete from inbound_message
             where id in (select id from inbound_message where id < :before order by id limit :limit for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final Duration kept;
    private final Clock clock;

    InboundRetention(JdbcClient jdbc, RetentionProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.kept = Duration.ofDays(properties.inbound());
        this.clock = clock;
    }

    /** @return whether there may be more */
    boolean forget() {
        return jdbc.sql(FORGET)
                        .param("before", Uuid7.lowest(clock.instant().minus(kept)))
                        .param("limit", AT_A_TIME)
                        .update()
                == AT_A_TIME;
    }
}
