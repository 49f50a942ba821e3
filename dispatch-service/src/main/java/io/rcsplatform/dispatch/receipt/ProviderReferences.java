package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.dispatch.ledger.LegKey;
import io.rcsplatform.dispatch.ledger.SqlArrays;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which message a provider's id belongs to. */
@Repository
class ProviderReferences {
    private static final String ADD = """
            insert into provider_reference (account, provider_id, tenant_id, message_id, leg, created_at, traceparent)
            select r.account, r.provider_id, r.tenant_id, r.message_id, r.leg, now(), r.traceparent
              from unnest(:accounts, :providerIds, :tenants, :messages, :legs, :traces)
                as r (account, provider_id, tenant_id, message_id, leg, traceparent)
            on conflict do nothing
            """;

    private static final String FIND = """
            select r.provider_id, r.tenant_id, r.message_id, r.leg, r.traceparent
              from unnest(:accounts, :providerIds) as k (account, provider_id)
              join provider_reference r on r.account = k.account and r.provider_id = k.provider_id
            """;

    private final JdbcClient jdbc;

    ProviderReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Collection<Reference> references) {
        jdbc.sql(ADD)
                .param("accounts", SqlArrays.texts(references, Reference::account))
                .param("providerIds", SqlArrays.texts(references, Reference::providerId))
                .param(
                        "tenants",
                        SqlArrays.uuids(references, r -> r.leg().tenant().value()))
                .param(
                        "messages",
                        SqlArrays.uuids(references, r -> r.leg().message().value()))
                .param("legs", SqlArrays.legs(references, r -> r.leg().leg()))
                .param("traces", SqlArrays.texts(references, Reference::traceparent))
                .update();
    }

    /** @param providerIds in normal form */
    Map<String, LegKey> find(String account, Collection<String> providerIds, LegTraces traces) {
        var found = new HashMap<String, LegKey>();
        jdbc.sql(FIND)
                .param("accounts", SqlArrays.texts(providerIds, _ -> account))
                .param("providerIds", SqlArrays.texts(providerIds, id -> id))
                .query(row -> {
                    found.put(row.getString("provider_id"), leg(row));
                    traces.add(row);
                });
        return found;
    }

    static LegKey leg(ResultSet row) throws SQLException {
        return new LegKey(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new MessageId(row.getObject("message_id", UUID.class)),
                LedgerCodes.leg(row.getShort("leg")));
    }
}
