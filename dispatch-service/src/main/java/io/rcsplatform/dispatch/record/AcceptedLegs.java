package io.rcsplatform.dispatch.record;

import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.domain.message.MessageState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger knows a provider account to have accepted, of all tenants that use it: an account's record knows no tenants. */
@Repository
class AcceptedLegs {
    /** A message is submitted for so long after the launch that its id tells at most, as far as is looked for. */
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(2);

    private static final String COUNT = """
            select count(*) filter (where state <> :unknown) as accepted, count(*) filter (where state = :unknown) as unknown
              from message
             where account = :account and id >= :first
               and (coalesce(sent_at, delivered_at, read_at) >= :from and coalesce(sent_at, delivered_at, read_at) < :until
                    or sent_at is null and provider_id is not null and ended_at >= :from and ended_at < :until
                    or state = :unknown and id >= :launched)
            """;

    private final JdbcClient jdbc;

    AcceptedLegs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param unknown legs of what was launched in the span whose answer was lost: the provider may or may not have accepted them */
    record Counted(long accepted, long unknown) {}

    Counted count(String account, Instant from, Instant until) {
        return jdbc.sql(COUNT)
                .param("account", account)
                .param("first", Uuid7.lowest(from.minus(LONGEST_VALIDITY)))
                .param("launched", Uuid7.lowest(from))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("unknown", LedgerCodes.of(MessageState.UNKNOWN))
                .query(Counted.class)
                .single();
    }
}
