package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Joins facts into the rows of messages. Works inside the caller's transaction: rows are locked in key order, and the caller
 * announces what changed in that same transaction.
 */
@Repository
public class Ledger {
    private static final String LOCK = """
            select m.tenant_id, m.id, m.leg, m.campaign_id, m.batch_id, m.account, m.address, m.attempts, m.state, m.reason,
                   m.detail, m.provider_id, m.submitted_at, m.sent_at, m.delivered_at, m.read_at, m.ended_at
              from unnest(:tenants, :ids) as k (tenant_id, id)
              join message m on m.tenant_id = k.tenant_id and m.id = k.id
             order by m.tenant_id, m.id, m.leg
               for update of m
            """;

    private static final String FIND = """
            select tenant_id, id, leg, campaign_id, batch_id, account, address, attempts, state, reason, detail, provider_id,
                   submitted_at, sent_at, delivered_at, read_at, ended_at
              from message
             where tenant_id = :tenant and id = :id
             order by leg
            """;

    private static final String WRITE = """
            update message m
               set state = c.state, reason = c.reason, detail = c.detail, provider_id = c.provider_id, sent_at = c.sent_at,
                   delivered_at = c.delivered_at, read_at = c.read_at, ended_at = c.ended_at
              from unnest(:tenants, :ids, :legs, :states, :reasons, :details, :providerIds, :sentAt, :deliveredAt, :readAt, :endedAt)
                as c (tenant_id, id, leg, state, reason, detail, provider_id, sent_at, delivered_at, read_at, ended_at)
             where m.tenant_id = c.tenant_id and m.id = c.id and m.leg = c.leg
            """;

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A fact about a leg that is not in the ledger (any more) is dropped. */
    public List<Recorded> record(Collection<Fact> facts) {
        if (facts.isEmpty()) {
            return List.of();
        }
        var keys = new TreeSet<MessageKey>();
        facts.forEach(fact -> keys.add(messageOf(fact.leg())));
        var messages = new TreeMap<MessageKey, Message>();
        for (var leg : lock(keys)) {
            messages.computeIfAbsent(messageOf(leg.key()), _ -> new Message()).hold(leg);
        }
        for (var fact : facts) {
            var message = messages.get(messageOf(fact.leg()));
            if (message != null) {
                message.join(fact);
            }
        }
        write(messages.values().stream()
                .flatMap(message -> message.changed().stream())
                .toList());
        return recorded(messages);
    }

    /** The legs of a message; none where the tenant has no such message. */
    public List<Leg> find(TenantId tenant, MessageId id) {
        return jdbc.sql(FIND)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(Leg::read)
                .list();
    }

    /** The rows of these messages, both legs, locked in key order. */
    public List<Leg> lock(Collection<LegKey> legs, TenantId tenant) {
        var keys = new TreeSet<MessageKey>();
        legs.forEach(leg -> keys.add(new MessageKey(tenant, leg.message())));
        return lock(keys);
    }

    private List<Leg> lock(Set<MessageKey> keys) {
        return jdbc.sql(LOCK)
                .param("tenants", SqlArrays.uuids(keys, key -> key.tenant().value()))
                .param("ids", SqlArrays.uuids(keys, key -> key.message().value()))
                .query(Leg::read)
                .list();
    }

    private void write(List<Leg> legs) {
        if (legs.isEmpty()) {
            return;
        }
        jdbc.sql(WRITE)
                .param(
                        "tenants",
                        SqlArrays.uuids(legs, leg -> leg.key().tenant().value()))
                .param("ids", SqlArrays.uuids(legs, leg -> leg.key().message().value()))
                .param("legs", SqlArrays.legs(legs, leg -> leg.key().leg()))
                .param("states", SqlArrays.states(legs, leg -> leg.status().state()))
                .param("reasons", SqlArrays.reasons(legs, leg -> leg.status().reason()))
                .param("details", SqlArrays.texts(legs, Leg::detail))
                .param("providerIds", SqlArrays.texts(legs, Leg::providerId))
                .param("sentAt", SqlArrays.instants(legs, leg -> leg.status().sentAt()))
                .param(
                        "deliveredAt",
                        SqlArrays.instants(legs, leg -> leg.status().deliveredAt()))
                .param("readAt", SqlArrays.instants(legs, leg -> leg.status().readAt()))
                .param("endedAt", SqlArrays.instants(legs, leg -> leg.status().endedAt()))
                .update();
    }

    private static List<Recorded> recorded(Map<MessageKey, Message> messages) {
        var byCampaign = new LinkedHashMap<Owner, Map<MessageKey, Message>>();
        messages.forEach((key, message) -> byCampaign
                .computeIfAbsent(new Owner(key.tenant(), message.campaign()), _ -> new HashMap<>())
                .put(key, message));
        return byCampaign.entrySet().stream()
                .map(entry -> recorded(entry.getKey(), entry.getValue().values()))
                .toList();
    }

    private static Recorded recorded(Owner owner, Collection<Message> messages) {
        return new Recorded(
                owner.tenant(),
                owner.campaign(),
                messages.stream().flatMap(message -> message.change().stream()).toList(),
                messages.stream()
                        .flatMap(message -> message.legChanges().stream())
                        .toList(),
                messages.stream()
                        .flatMap(message -> message.duplicates().stream())
                        .toList(),
                messages.stream().mapToInt(Message::smsSettled).sum());
    }

    private static MessageKey messageOf(LegKey leg) {
        return new MessageKey(leg.tenant(), leg.message());
    }

    private record Owner(TenantId tenant, @Nullable CampaignId campaign) {}
}
