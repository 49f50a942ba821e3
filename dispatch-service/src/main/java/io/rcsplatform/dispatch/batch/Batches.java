package io.rcsplatform.dispatch.batch;

import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.dispatch.ledger.SqlArrays;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The batches that were taken over. Leases are timed by the database's clock alone. */
@Repository
@EnableConfigurationProperties(LeaseProperties.class)
public class Batches {
    private static final String TAKE = """
            insert into batch as b (tenant_id, id, leg, campaign_id, payload, recipients, first_message, last_message, deadline,
                                    owner, lease_until)
            values (:tenant, :batch, :leg, :campaign, :payload, :recipients, :first, :last, :deadline,
                    :owner, clock_timestamp() + :millis * interval '1 millisecond')
            on conflict (tenant_id, id, leg, part) do update
               set owner = excluded.owner, lease_until = excluded.lease_until, flush = 0
             where b.done_at is null and (b.owner is null or b.lease_until < clock_timestamp())
            returning id
            """;

    private static final String STATE = """
            select owner, flush, done_at is not null as done, extract(epoch from lease_until - clock_timestamp()) * 1000 as millis_left
              from batch
             where tenant_id = :tenant and id = :batch and leg = :leg and part = :part
            """;

    private static final String RENEW_FOR_FLUSH = """
            update batch b
               set flush = :flush, lease_until = clock_timestamp() + :millis * interval '1 millisecond'
             where tenant_id = :tenant and id = :batch and leg = :leg and part = :part
               and owner = :owner and flush = :flush - 1 and done_at is null
            returning exists (select from cancelled_campaign c
                               where c.tenant_id = b.tenant_id and c.campaign_id = b.campaign_id) as cancelled
            """;

    /** Apart from the one above, which is nearly every renewal: a single row is planned once, a set of one or two each time. */
    private static final String RENEW_TOGETHER_FOR_FLUSH = """
            update batch b
               set flush = :flush, lease_until = clock_timestamp() + :millis * interval '1 millisecond'
              from unnest(:tenants, :batches, :legs, :parts, :owners) as l (tenant_id, id, leg, part, owner)
             where b.tenant_id = l.tenant_id and b.id = l.id and b.leg = l.leg and b.part = l.part
               and b.owner = l.owner and b.flush = :flush - 1 and b.done_at is null
            returning exists (select from cancelled_campaign c
                               where c.tenant_id = b.tenant_id and c.campaign_id = b.campaign_id) as cancelled
            """;

    /** A batch in the middle of a flush is being renewed by that, and one just flushed has been. */
    private static final String RENEW = """
            with quiet as (
                select b.tenant_id, b.id, b.leg, b.part
                  from unnest(:tenants, :batches, :legs, :parts, :owners) as l (tenant_id, id, leg, part, owner)
                  join batch b
                    on b.tenant_id = l.tenant_id and b.id = l.id and b.leg = l.leg and b.part = l.part and b.owner = l.owner
                 where b.done_at is null
                   and b.lease_until < clock_timestamp() + :millis * 0.8 * interval '1 millisecond'
                   for update of b skip locked)
            update batch b
               set lease_until = clock_timestamp() + :millis * interval '1 millisecond'
              from quiet q
             where b.tenant_id = q.tenant_id and b.id = q.id and b.leg = q.leg and b.part = q.part
            """;

    private static final String FINISH = """
            update batch
               set done_at = clock_timestamp(), owner = null
             where tenant_id = :tenant and id = :batch and leg = :leg and part = :part and owner = :owner
            """;

    private static final String DELETE = """
            delete from batch b
             using unnest(:tenants, :batches, :legs, :parts, :owners) as l (tenant_id, id, leg, part, owner)
             where b.tenant_id = l.tenant_id and b.id = l.id and b.leg = l.leg and b.part = l.part and b.owner = l.owner
            """;

    private static final String RELEASE = """
            update batch b
               set owner = null
              from unnest(:tenants, :batches, :legs, :parts, :owners) as l (tenant_id, id, leg, part, owner)
             where b.tenant_id = l.tenant_id and b.id = l.id and b.leg = l.leg and b.part = l.part and b.owner = l.owner
               and b.done_at is null
            """;

    private static final String COUNT = """
            update batch
               set duplicates = duplicates + :duplicates, resent = resent + :resent
             where tenant_id = :tenant and id = :batch and leg = :leg and part = 0
            """;

    private static final String PAYLOADS = """
            select b.tenant_id, b.id, b.payload
              from unnest(:tenants, :batches) as k (tenant_id, id)
              join batch b on b.tenant_id = k.tenant_id and b.id = k.id
             where b.leg = :leg and b.part = 0 and b.payload is not null
            """;

    private final JdbcClient jdbc;
    private final EventJson json;
    private final Ids ids;
    private final Duration lease;

    Batches(JdbcClient jdbc, EventJson json, Ids ids, LeaseProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.lease = properties.duration();
    }

    /** Takes a batch that nobody holds. Its recipients are not empty. */
    public Claim take(DispatchBatch batch, byte[] payload) {
        var candidate = new Lease(batch.tenantId(), batch.batchId(), batch.channel(), 0, ids.draw());
        var messages = batch.recipients().stream()
                .map(recipient -> recipient.id().value())
                .sorted()
                .toList();
        boolean taken = of(candidate, TAKE)
                .param(
                        "campaign",
                        batch.campaignId() == null ? null : batch.campaignId().value())
                .param("payload", batch.fallback() == null ? null : payload)
                .param("recipients", messages.size())
                .param("first", messages.getFirst())
                .param("last", messages.getLast())
                .param("deadline", batch.deadline().atOffset(ZoneOffset.UTC))
                .param("owner", candidate.owner())
                .param("millis", lease.toMillis())
                .query(UUID.class)
                .optional()
                .isPresent();
        return taken
                ? new Claim.Taken(candidate)
                : state(candidate).orElseThrow().asClaim();
    }

    /**
     * Renews leases that are worked on together, and keeps everybody else from their batches until the transaction ends.
     *
     * @param flush counts up from 1 with each transaction of these leases
     * @throws LeaseLost when one of them is somebody else's by now
     */
    public Fence renew(List<Lease> leases, int flush) {
        var renewal = leases.size() == 1
                ? of(leases.getFirst(), RENEW_FOR_FLUSH)
                        .param("owner", leases.getFirst().owner())
                : of(leases, RENEW_TOGETHER_FOR_FLUSH);
        var cancelled = renewal.param("flush", flush)
                .param("millis", lease.toMillis())
                .query(Boolean.class)
                .list();
        if (cancelled.size() == leases.size()) {
            return new Fence.Held(cancelled.contains(true));
        }
        leases.forEach(one -> state(one).orElseThrow(() -> new LeaseLost(one)).assertCommitted(one, flush));
        return new Fence.Committed();
    }

    void renew(Collection<Lease> leases) {
        of(leases, RENEW).param("millis", lease.toMillis()).update();
    }

    /** A batch as it was fed is remembered, since it may be fed again. */
    public void finish(Lease lease) {
        of(lease, FINISH).param("owner", lease.owner()).update();
    }

    /** Forgets what was put aside. */
    public void delete(List<Lease> leases) {
        of(leases, DELETE).update();
    }

    /** Lets somebody else have the batches at once. */
    public void release(List<Lease> leases) {
        of(leases, RELEASE).update();
    }

    /**
     * @param duplicates submissions accepted for legs that had been accepted before
     * @param resent submissions of messages whose answer had been lost, to a provider that may take them for second ones
     */
    public void count(Lease lease, int duplicates, int resent) {
        jdbc.sql(COUNT)
                .param("tenant", lease.tenant().value())
                .param("batch", lease.batch().value())
                .param("leg", LedgerCodes.of(lease.leg()))
                .param("duplicates", duplicates)
                .param("resent", resent)
                .update();
    }

    /** RCS batches as they came, of those that asked for a fallback and whose deadline is not long past. */
    public Map<BatchKey, DispatchBatch> withFallback(Collection<BatchKey> keys) {
        var found = new HashMap<BatchKey, DispatchBatch>();
        if (!keys.isEmpty()) {
            jdbc.sql(PAYLOADS)
                    .param("tenants", SqlArrays.uuids(keys, key -> key.tenant().value()))
                    .param("batches", SqlArrays.uuids(keys, key -> key.batch().value()))
                    .param("leg", LedgerCodes.of(Channel.RCS))
                    .query(row -> {
                        found.put(
                                new BatchKey(
                                        new TenantId(row.getObject("tenant_id", UUID.class)),
                                        new BatchId(row.getObject("id", UUID.class))),
                                json.read(row.getBytes("payload"), DispatchBatch.class));
                    });
        }
        return found;
    }

    private Optional<State> state(Lease lease) {
        return of(lease, STATE).query(State::read).optional();
    }

    private JdbcClient.StatementSpec of(Collection<Lease> leases, String sql) {
        return jdbc.sql(sql)
                .param(
                        "tenants",
                        SqlArrays.uuids(leases, lease -> lease.tenant().value()))
                .param("batches", SqlArrays.uuids(leases, lease -> lease.batch().value()))
                .param("legs", SqlArrays.legs(leases, Lease::leg))
                .param("parts", SqlArrays.ints(leases, Lease::part))
                .param("owners", SqlArrays.uuids(leases, Lease::owner));
    }

    private JdbcClient.StatementSpec of(Lease lease, String sql) {
        return jdbc.sql(sql)
                .param("tenant", lease.tenant().value())
                .param("batch", lease.batch().value())
                .param("leg", LedgerCodes.of(lease.leg()))
                .param("part", lease.part());
    }

    private record State(@Nullable UUID owner, int flush, boolean done, Duration left) {
        static State read(ResultSet row, int number) throws SQLException {
            return new State(
                    row.getObject("owner", UUID.class),
                    row.getInt("flush"),
                    row.getBoolean("done"),
                    Duration.ofMillis(Math.max(0, row.getLong("millis_left"))));
        }

        Claim asClaim() {
            return done ? new Claim.Done() : new Claim.Held(left);
        }

        void assertCommitted(Lease lease, int expected) {
            if (done || !lease.owner().equals(owner) || flush != expected) {
                throw new LeaseLost(lease);
            }
        }
    }
}
