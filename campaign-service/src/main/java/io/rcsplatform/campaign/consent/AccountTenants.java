package io.rcsplatform.campaign.consent;

import io.rcsplatform.domain.id.TenantId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose messages go through a provider account, and so whom an answer is for. */
@Repository
class AccountTenants {
    private static final String SENDERS = """
            select distinct tenant_id, address from sender where provider_account = :account
            """;

    private final JdbcClient jdbc;

    AccountTenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Senders of(String account) {
        return new Senders(jdbc.sql(SENDERS)
                .param("account", account)
                .query((row, _) ->
                        new Sender(new TenantId(row.getObject("tenant_id", UUID.class)), row.getString("address")))
                .list());
    }

    record Sender(TenantId tenant, @Nullable String address) {
        /** A sender without an address answers to whatever its account implies. */
        boolean answersTo(@Nullable String agent) {
            return agent == null || address == null || address.equalsIgnoreCase(agent);
        }
    }

    record Senders(List<Sender> all) {
        /** The tenants that the agent may stand for: all of the account where nobody is known to have it. */
        Set<TenantId> tenants(@Nullable String agent) {
            var known = tenants(all.stream().filter(sender -> sender.answersTo(agent)));
            return known.isEmpty() ? tenants(all.stream()) : known;
        }

        private static Set<TenantId> tenants(Stream<Sender> senders) {
            return senders.map(Sender::tenant).collect(Collectors.toUnmodifiableSet());
        }
    }
}
