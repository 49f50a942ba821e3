package io.rcsplatform.campaign.consent;

import static java.util.stream.Collectors.partitioningBy;

import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.ConsentChanged.Entry;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.messaging.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Gatherers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what people said, works out what holds now, and tells the services that send. All of it in the caller's transaction. Of two
 * statements about one number the later holds, and of two at one instant the opt-out, whatever order they arrive in.
 */
@Repository
public class ConsentLedger {
    private static final int ENTRIES_PER_EVENT = 1000;

    private static final String APPEND = """
            insert into consent_event (tenant_id, address, state, source, at, recorded_at)
            select :tenant, address, state, source, at, now()
              from unnest(:addresses::bigint[], :states::text[], :sources::text[], :ats::timestamptz[])
                   with ordinality as said (address, state, source, at, place)
             order by place
            """;
    private static final String APPLY = """
            insert into consent (tenant_id, address, state, source, at)
            select distinct on (address) :tenant, address, state, source, at
              from unnest(:addresses::bigint[], :states::text[], :sources::text[], :ats::timestamptz[])
                   as said (address, state, source, at)
             order by address, at desc, state = 'opted_out' desc
                on conflict (tenant_id, address) do update
               set state = excluded.state, source = excluded.source, at = excluded.at
             where (excluded.at, excluded.state = 'opted_out') > (consent.at, consent.state = 'opted_out')
               and (:may_lift or excluded.state = 'opted_out' or consent.state = 'opted_in')
            returning address, state, at
            """;
    private static final String SUPPRESS = """
            insert into suppression (tenant_id, address, at)
            select :tenant, address, at
              from unnest(:addresses::bigint[], :ats::timestamptz[]) as opted_out (address, at)
                on conflict (tenant_id, address) do update set at = excluded.at
            """;
    private static final String RELEASE = """
            delete from suppression where tenant_id = :tenant and address = any(:addresses) returning address
            """;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    ConsentLedger(JdbcClient jdbc, Outbox outbox, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** For what a person said, or the tenant said of one person: the last word holds. */
    @Transactional
    public void record(TenantId tenant, List<Statement> statements) {
        record(tenant, statements, true);
    }

    /**
     * For lists that somebody kept elsewhere: they may be older than they look, so that an opt-in in them does not undo an opt-out
     * that is known here.
     */
    @Transactional
    public void recordFromList(TenantId tenant, List<Statement> statements) {
        record(tenant, statements, false);
    }

    private void record(TenantId tenant, List<Statement> statements, boolean mayLift) {
        if (statements.isEmpty()) {
            return;
        }
        said(APPEND, tenant, statements).update();
        var applied =
                said(APPLY, tenant, statements).param("may_lift", mayLift).query(ConsentLedger::entry).list().stream()
                        .collect(partitioningBy(entry -> entry.state() == ConsentState.OPTED_OUT));
        var optedOut = applied.getOrDefault(true, List.of());
        var optedIn = applied.getOrDefault(false, List.of());
        if (!optedOut.isEmpty()) {
            suppress(tenant, optedOut);
        }
        announce(tenant, optedOut);
        announce(tenant, optedIn.isEmpty() ? optedIn : release(tenant, optedIn));
    }

    private void suppress(TenantId tenant, List<Entry> entries) {
        jdbc.sql(SUPPRESS)
                .param("tenant", tenant.value())
                .param("addresses", addresses(entries))
                .param(
                        "ats",
                        entries.stream().map(entry -> entry.at().toString()).toArray(String[]::new))
                .update();
    }

    /** @return the entries that changed anything */
    private List<Entry> release(TenantId tenant, List<Entry> entries) {
        Set<Long> released = new HashSet<>(jdbc.sql(RELEASE)
                .param("tenant", tenant.value())
                .param("addresses", addresses(entries))
                .query((row, _) -> row.getLong("address"))
                .list());
        return entries.stream()
                .filter(entry -> released.contains(entry.number().digits()))
                .toList();
    }

    private void announce(TenantId tenant, List<Entry> entries) {
        entries.stream()
                .gather(Gatherers.windowFixed(ENTRIES_PER_EVENT))
                .forEach(chunk -> outbox.add(
                        Destination.CONSENT_EVENTS,
                        new ConsentChanged(ids.event(), tenant, clock.instant(), List.copyOf(chunk))));
    }

    private StatementSpec said(String sql, TenantId tenant, List<Statement> statements) {
        return jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param(
                        "addresses",
                        statements.stream().map(s -> s.number().digits()).toArray(Long[]::new))
                .param("states", statements.stream().map(s -> name(s.state())).toArray(String[]::new))
                .param("sources", statements.stream().map(Statement::source).toArray(String[]::new))
                .param("ats", statements.stream().map(s -> s.at().toString()).toArray(String[]::new));
    }

    private static Long[] addresses(List<Entry> entries) {
        return entries.stream().map(entry -> entry.number().digits()).toArray(Long[]::new);
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                new PhoneNumber(row.getLong("address")),
                state(row.getString("state")),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    static String name(ConsentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static ConsentState state(String name) {
        return ConsentState.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
