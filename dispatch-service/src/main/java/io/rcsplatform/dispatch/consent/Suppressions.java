package io.rcsplatform.dispatch.consent;

import io.rcsplatform.dispatch.ledger.SqlArrays;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.ConsentChanged.Entry;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who opted out, as far as this service has heard. */
@Repository
public class Suppressions {
    private static final String APPLY = """
            insert into suppression as s (tenant_id, address, opted_out, at, stored_at)
            select :tenant, e.address, e.opted_out, e.at, :stored
              from unnest(:addresses, :optedOut, :at) as e (address, opted_out, at)
            on conflict (tenant_id, address) do update
               set opted_out = excluded.opted_out, at = excluded.at,
                   stored_at = case when s.opted_out and excluded.opted_out then s.stored_at else excluded.stored_at end
             where (excluded.at, excluded.opted_out) > (s.at, s.opted_out)
            """;

    private static final String SUPPRESSED = """
            select s.address
              from unnest(:tenants, :addresses) as r (tenant_id, address)
              join suppression s on s.tenant_id = r.tenant_id and s.address = r.address
             where s.opted_out
            """;

    private static final Comparator<Entry> LATER_THEN_OPT_OUT =
            Comparator.comparing(Entry::at).thenComparing(Entry::state);

    private final JdbcClient jdbc;

    Suppressions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Of two entries for a number the later holds, and of two at one instant the opt-out; in whatever order they come. Who says STOP
     * again is opted out since the first time.
     *
     * @return whether any of it was news
     */
    public boolean apply(ConsentChanged changed) {
        var latest = new TreeMap<Long, Entry>();
        for (var entry : changed.entries()) {
            latest.merge(entry.number().digits(), entry, BinaryOperator.maxBy(LATER_THEN_OPT_OUT));
        }
        var entries = List.copyOf(latest.values());
        return jdbc.sql(APPLY)
                        .param("tenant", changed.tenantId().value())
                        .param("stored", changed.occurredAt().atOffset(ZoneOffset.UTC))
                        .param(
                                "addresses",
                                SqlArrays.longs(entries, entry -> entry.number().digits()))
                        .param(
                                "optedOut",
                                SqlArrays.booleans(entries, entry -> entry.state() == ConsentState.OPTED_OUT))
                        .param("at", SqlArrays.instants(entries, Entry::at))
                        .update()
                > 0;
    }

    public Set<PhoneNumber> among(TenantId tenant, Collection<PhoneNumber> numbers) {
        return jdbc.sql(SUPPRESSED)
                .param("tenants", SqlArrays.uuids(numbers, _ -> tenant.value()))
                .param("addresses", SqlArrays.longs(numbers, PhoneNumber::digits))
                .query((row, _) -> new PhoneNumber(row.getLong("address")))
                .set();
    }
}
