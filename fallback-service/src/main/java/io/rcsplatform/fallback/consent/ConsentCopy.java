package io.rcsplatform.fallback.consent;

import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.ConsentChanged.Entry;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** What consent events have said so far. Applying them in any order, and any of them again, gives the same rows. */
@Repository
class ConsentCopy {
    private static final Comparator<Entry> STRENGTH =
            Comparator.comparing(Entry::at).thenComparing(entry -> entry.state() == ConsentState.OPTED_OUT);

    /** Of two entries for one number the later holds, and of two at one instant the opt-out. */
    private static final String JOIN = """
            insert into consent as known (tenant_id, phone, opted_out, at)
            select :tenant, said.phone, said.opted_out, said.at
              from unnest(:phones::bigint[], :optedOut::boolean[], :at::timestamptz[]) as said (phone, opted_out, at)
             order by said.phone
                on conflict (tenant_id, phone) do update
               set opted_out = excluded.opted_out, at = excluded.at
             where (excluded.at, excluded.opted_out) > (known.at, known.opted_out)
            """;

    private final JdbcClient jdbc;

    ConsentCopy(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void apply(ConsentChanged event) {
        var entries = strongestByNumber(event.entries());
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql(JOIN)
                .param("tenant", event.tenantId().value())
                .param("phones", entries.stream().map(e -> e.number().digits()).toArray(Long[]::new))
                .param("optedOut", entries.stream().map(ConsentCopy::optedOut).toArray(Boolean[]::new))
                .param(
                        "at",
                        new SqlArrayValue(
                                "timestamptz", entries.stream().map(Entry::at).toArray()))
                .update();
    }

    private static List<Entry> strongestByNumber(List<Entry> entries) {
        var strongest = new TreeMap<PhoneNumber, Entry>(Comparator.comparingLong(PhoneNumber::digits));
        for (var entry : entries) {
            strongest.merge(entry.number(), entry, BinaryOperator.maxBy(STRENGTH));
        }
        return List.copyOf(strongest.values());
    }

    private static boolean optedOut(Entry entry) {
        return entry.state() == ConsentState.OPTED_OUT;
    }
}
