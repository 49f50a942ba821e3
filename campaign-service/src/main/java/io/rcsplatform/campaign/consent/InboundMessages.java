package io.rcsplatform.campaign.consent;

import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people wrote, each message once. */
@Repository
class InboundMessages {
    private static final UUID LAST = new UUID(-1, -1);
    private static final String ADD = """
            insert into inbound_message (id, tenant_id, account, provider_message_id, kind, address, text, postback, at, received_at)
            select id, tenant_id, :account, provider_message_id, kind, address, text, postback, at, now()
              from unnest(:ids::uuid[], :tenants::uuid[], :keys::text[], :kinds::text[], :addresses::bigint[],
                          :texts::text[], :postbacks::text[], :ats::timestamptz[])
                   as said (id, tenant_id, provider_message_id, kind, address, text, postback, at)
                on conflict (account, provider_message_id, kind) do nothing
            returning id
            """;
    private static final String PAGE = """
            select id, kind, address, text, postback, at
              from inbound_message
             where tenant_id = :tenant and id < :before
             order by id desc
             limit :limit
            """;

    private final JdbcClient jdbc;
    private final Ids ids;

    InboundMessages(JdbcClient jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /**
     * @param tenants of each message; null where it cannot be told
     * @return those that had not come before
     */
    List<Inbound> add(String account, List<Inbound> messages, List<@Nullable TenantId> tenants) {
        var drawn = messages.stream().map(_ -> ids.draw()).toList();
        var added = new HashSet<>(jdbc.sql(ADD)
                .param("account", account)
                .param("ids", drawn.stream().map(UUID::toString).toArray(String[]::new))
                .param(
                        "tenants",
                        tenants.stream()
                                .map(t -> t == null ? null : t.value().toString())
                                .toArray(String[]::new))
                .param("keys", texts(messages, Inbound::providerMessageId))
                .param("kinds", texts(messages, message -> message.kind().name().toLowerCase(Locale.ROOT)))
                .param(
                        "addresses",
                        messages.stream().map(m -> m.from().digits()).toArray(Long[]::new))
                .param("texts", texts(messages, Inbound::text))
                .param("postbacks", texts(messages, Inbound::postback))
                .param("ats", texts(messages, message -> message.at().toString()))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list());
        return java.util.stream.IntStream.range(0, messages.size())
                .filter(i -> added.contains(drawn.get(i)))
                .mapToObj(messages::get)
                .toList();
    }

    Page<Received> page(TenantId tenant, Paging paging) {
        var rows = jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("before", paging.after() == null ? LAST : paging.after().uuid())
                .param("limit", paging.fetch())
                .query(InboundMessages::received)
                .list();
        return Page.of(rows, paging, last -> Cursor.at(last.id()));
    }

    private static String[] texts(List<Inbound> messages, Function<Inbound, @Nullable String> of) {
        return messages.stream()
                .map(of)
                .map(text -> text == null ? null : text.replace("\0", ""))
                .toArray(String[]::new);
    }

    private static Received received(ResultSet row, int number) throws SQLException {
        return new Received(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new PhoneNumber(row.getLong("address")),
                row.getString("text"),
                row.getString("postback"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    record Received(
            UUID id,
            Kind kind,
            PhoneNumber from,
            @Nullable String text,
            @Nullable String postback,
            Instant at) {}
}
