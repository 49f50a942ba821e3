package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.dispatch.ledger.Fact;
import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.dispatch.ledger.SqlArrays;
import io.rcsplatform.dispatch.receipt.UnmatchedReceiptController.UnmatchedReceipt;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Receipts for ids that no message is known by, yet. */
@Repository
class UnmatchedReceipts {
    private static final String KEEP = """
            insert into unmatched_receipt as u (account, provider_id, state, at, reason, code)
            select :account, r.provider_id, r.state, r.at, r.reason, r.code
              from unnest(:providerIds, :states, :at, :reasons, :codes) as r (provider_id, state, at, reason, code)
            on conflict (account, provider_id, state) do update
               set at = excluded.at, reason = coalesce(u.reason, excluded.reason), code = coalesce(u.code, excluded.code)
             where excluded.at < u.at
            """;

    private static final String TAKE = """
            delete from unmatched_receipt u
             using unnest(:accounts, :providerIds, :tenants, :messages, :legs)
                as r (account, provider_id, tenant_id, message_id, leg)
             where u.account = r.account and u.provider_id = r.provider_id
            returning r.tenant_id, r.message_id, r.leg, u.state, u.at, u.reason, u.code
            """;

    private static final String TAKE_MATCHED = """
            with matched as (
                select u.account, u.provider_id, u.state, r.tenant_id, r.message_id, r.leg, r.traceparent
                  from unmatched_receipt u
                  join provider_reference r on r.account = u.account and r.provider_id = u.provider_id
                 where u.received_at > clock_timestamp() - :millis * interval '1 millisecond'
                 limit :limit
            )
            delete from unmatched_receipt u
             using matched m
             where u.account = m.account and u.provider_id = m.provider_id and u.state = m.state
            returning m.tenant_id, m.message_id, m.leg, m.traceparent, u.state, u.at, u.reason, u.code
            """;

    private static final String DROP = """
            delete from unmatched_receipt
             where ctid = any (array(select ctid from unmatched_receipt
                                      where received_at < clock_timestamp() - :millis * interval '1 millisecond' limit :limit))
            """;

    private static final String PAGE = """
            select account, provider_id, state, at, reason, code, received_at
              from unmatched_receipt
             where (:account::text is null or account = :account)
               and (:providerId::text is null or provider_id = :providerId)
               and (:receivedAt::timestamptz is null
                    or (received_at, account, state, provider_id) < (:receivedAt, :afterAccount, :afterState, :afterProviderId))
             order by received_at desc, account desc, state desc, provider_id desc
             limit :limit
            """;

    private static final Comparator<Receipt> EARLIEST = Comparator.comparing(Receipt::at);

    private final JdbcClient jdbc;

    UnmatchedReceipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(String account, Collection<Receipt> receipts) {
        var distinct = new TreeMap<String, Receipt>();
        for (var receipt : receipts) {
            distinct.merge(
                    ProviderIds.normal(receipt.providerMessageId()) + " " + receipt.state(),
                    receipt,
                    (a, b) -> EARLIEST.compare(a, b) <= 0 ? a : b);
        }
        var rows = distinct.values();
        jdbc.sql(KEEP)
                .param("account", account)
                .param("providerIds", SqlArrays.texts(rows, r -> ProviderIds.normal(r.providerMessageId())))
                .param("states", SqlArrays.states(rows, Receipt::state))
                .param("at", SqlArrays.instants(rows, Receipt::at))
                .param("reasons", SqlArrays.reasons(rows, Receipt::reason))
                .param("codes", SqlArrays.texts(rows, Receipt::code))
                .update();
    }

    /** Takes out what came early for these. */
    List<Fact> take(Collection<Reference> references) {
        return jdbc.sql(TAKE)
                .param("accounts", SqlArrays.texts(references, Reference::account))
                .param("providerIds", SqlArrays.texts(references, Reference::providerId))
                .param(
                        "tenants",
                        SqlArrays.uuids(references, r -> r.leg().tenant().value()))
                .param(
                        "messages",
                        SqlArrays.uuids(references, r -> r.leg().message().value()))
                .param("legs", SqlArrays.legs(references, r -> r.leg().leg()))
                .query((row, _) -> fact(row))
                .list();
    }

    /** Takes out some of those whose reference turned up beside them. */
    List<Fact> takeMatched(Duration receivedWithin, int limit, LegTraces traces) {
        return jdbc.sql(TAKE_MATCHED)
                .param("millis", receivedWithin.toMillis())
                .param("limit", limit)
                .query((row, _) -> {
                    traces.add(row);
                    return fact(row);
                })
                .list();
    }

    /** Gives up some that are older. */
    int drop(Duration age, int limit) {
        return jdbc.sql(DROP)
                .param("millis", age.toMillis())
                .param("limit", limit)
                .update();
    }

    /** @param providerId in normal form */
    List<UnmatchedReceipt> page(@Nullable String account, @Nullable String providerId, Paging paging) {
        var cursor = paging.after();
        var after = cursor == null ? null : UnmatchedPlace.of(cursor);
        return jdbc.sql(PAGE)
                .param("account", account)
                .param("providerId", providerId)
                .param("receivedAt", after == null ? null : after.receivedAt().atOffset(ZoneOffset.UTC))
                .param("afterAccount", after == null ? null : after.account())
                .param("afterState", after == null ? null : after.state())
                .param("afterProviderId", after == null ? null : after.providerId())
                .param("limit", paging.fetch())
                .query((row, _) -> receipt(row))
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from unmatched_receipt")
                .query(Long.class)
                .single();
    }

    private static UnmatchedReceipt receipt(ResultSet row) throws SQLException {
        return new UnmatchedReceipt(
                row.getString("account"),
                row.getString("provider_id"),
                LedgerCodes.state(row.getShort("state")),
                LedgerCodes.reason(row.getString("reason")),
                row.getString("code"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return Fact.of(
                ProviderReferences.leg(row),
                LedgerCodes.state(row.getShort("state")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                LedgerCodes.reason(row.getString("reason")),
                row.getString("code"));
    }
}
