package io.rcsplatform.campaign.consent;

import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what the ledger holds. */
@Repository
class Consents {
    private static final String HISTORY = """
            select id, state, source, at, recorded_at
              from consent_event
             where tenant_id = :tenant and address = :address and id < :before
             order by id desc
             limit :limit
            """;
    private static final String SUPPRESSIONS = """
            select address, at
              from suppression
             where tenant_id = :tenant and address > :after
             order by address
             limit :limit
            """;
    private static final String SUPPRESSION = """
            select address, at from suppression where tenant_id = :tenant and address = :address
            """;
    private static final String OPTED_OUT_BY = """
            select tenant_id
              from consent
             where tenant_id = any(:tenants::uuid[]) and address = :address and state = 'opted_out' and source = :source
             order by tenant_id
            """;

    private final JdbcClient jdbc;

    Consents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that was ever said about a number, the newest record first. */
    Page<Said> history(TenantId tenant, PhoneNumber number, Paging paging) {
        var rows = jdbc.sql(HISTORY)
                .param("tenant", tenant.value())
                .param("address", number.digits())
                .param(
                        "before",
                        paging.after() == null ? Long.MAX_VALUE : paging.after().number())
                .param("limit", paging.fetch())
                .query((row, _) -> said(row, number))
                .list();
        return Page.of(rows, paging, said -> Cursor.at(said.id()));
    }

    Page<Suppression> suppressions(TenantId tenant, Paging paging) {
        var rows = jdbc.sql(SUPPRESSIONS)
                .param("tenant", tenant.value())
                .param("after", paging.after() == null ? 0L : paging.after().number())
                .param("limit", paging.fetch())
                .query(Consents::suppression)
                .list();
        return Page.of(rows, paging, last -> Cursor.at(last.phone().digits()));
    }

    Optional<Suppression> suppression(TenantId tenant, PhoneNumber number) {
        return jdbc.sql(SUPPRESSION)
                .param("tenant", tenant.value())
                .param("address", number.digits())
                .query(Consents::suppression)
                .optional();
    }

    /** Those of the tenants whose opt-out of this number came by this way. */
    List<TenantId> optedOutBy(String source, Set<TenantId> tenants, PhoneNumber number) {
        return jdbc.sql(OPTED_OUT_BY)
                .param(
                        "tenants",
                        tenants.stream().map(t -> t.value().toString()).toArray(String[]::new))
                .param("address", number.digits())
                .param("source", source)
                .query((row, _) -> new TenantId(row.getObject("tenant_id", UUID.class)))
                .list();
    }

    private static Said said(ResultSet row, PhoneNumber number) throws SQLException {
        return new Said(
                row.getLong("id"),
                number,
                ConsentLedger.state(row.getString("state")),
                row.getString("source"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static Suppression suppression(ResultSet row, int number) throws SQLException {
        return new Suppression(
                new PhoneNumber(row.getLong("address")),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    record Said(long id, PhoneNumber phone, ConsentState state, String source, Instant at, Instant recordedAt) {}

    /** @param at since when nothing is sent to the number */
    record Suppression(PhoneNumber phone, Instant at) {}
}
