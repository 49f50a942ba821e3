package io.rcsplatform.dispatch.batch;

import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.dispatch.ledger.SqlArrays;
import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.Traces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Recipients of batches that are to be tried again, and whole batches that are put off, until they are due. They outlive whoever put
 * them there.
 */
@Repository
public class DeferredParts {
    /** What is not urgent waits for the next full second, so that others that fall due in it can go together with it. */
    private static final String ADD = """
            insert into batch (tenant_id, id, leg, part, campaign_id, payload, recipients, first_message, last_message, deadline, lane,
                               lease_until, due_at, traceparent)
            select :tenant, p.id, :leg, nextval('batch_part')::int, cast(:campaign as uuid), p.payload, p.recipients, p.first_message,
                   p.last_message, :deadline, :lane, clock_timestamp(),
                   case when :urgent then p.due else date_trunc('second', p.due) + interval '1 second' end, :traceparent
              from (select *, clock_timestamp() + millis * interval '1 millisecond' as due
                      from unnest(:batches, :payloads, :recipients, :firsts, :lasts, :millis)
                        as given (id, payload, recipients, first_message, last_message, millis)) p
            """;

    private static final String PUT_OFF = """
            update batch b
               set owner = null, lane = :lane, due_at = least(clock_timestamp() + :millis * interval '1 millisecond', b.deadline),
                   payload = coalesce(b.payload, l.payload), traceparent = coalesce(b.traceparent, :traceparent)
              from unnest(:tenants, :batches, :legs, :parts, :owners, :payloads) as l (tenant_id, id, leg, part, owner, payload)
             where b.tenant_id = l.tenant_id and b.id = l.id and b.leg = l.leg and b.part = l.part and b.owner = l.owner
               and b.done_at is null
            """;

    private static final String TAKE_DUE = """
            with due as materialized (
                select tenant_id, id, leg, part, recipients, due_at
                  from batch
                 where due_at <= clock_timestamp() and done_at is null and (owner is null or lease_until < clock_timestamp())
                 order by due_at, part
                 limit :parts
                   for update skip locked),
            counted as (
                select *, sum(recipients) over (order by due_at, part) - recipients as before
                  from due)
            update batch b
               set owner = gen_random_uuid(), lease_until = clock_timestamp() + :millis * interval '1 millisecond', flush = 0
              from counted c
             where b.tenant_id = c.tenant_id and b.id = c.id and b.leg = c.leg and b.part = c.part and c.before < :recipients
            returning b.tenant_id, b.id, b.leg, b.part, b.owner, b.lane, b.payload, b.traceparent
            """;

    private static final String OVERDUE = """
            select lane, extract(epoch from clock_timestamp() - min(due_at))::float8 as seconds
              from batch
             where due_at <= clock_timestamp() and done_at is null and (owner is null or lease_until < clock_timestamp())
             group by lane
            """;

    private final JdbcClient jdbc;
    private final EventJson json;
    private final Traces traces;
    private final Duration lease;

    DeferredParts(JdbcClient jdbc, EventJson json, Traces traces, LeaseProperties properties) {
        this.jdbc = jdbc;
        this.json = json;
        this.traces = traces;
        this.lease = properties.duration();
    }

    /**
     * Some recipients of a batch that are put aside.
     *
     * @param batch with those recipients only
     */
    public record Part(DispatchBatch batch, Duration delay) {
        private List<UUID> messages() {
            return batch.recipients().stream()
                    .map(recipient -> recipient.id().value())
                    .sorted()
                    .toList();
        }
    }

    public record Due(Share share, Lane lane) {}

    /** Puts recipients aside, of batches that are alike. */
    public void defer(List<Part> parts, Lane lane) {
        if (parts.isEmpty()) {
            return;
        }
        var alike = parts.getFirst().batch();
        jdbc.sql(ADD)
                .param("tenant", alike.tenantId().value())
                .param("leg", LedgerCodes.of(alike.channel()))
                .param("campaign", campaignOf(alike))
                .param("deadline", alike.deadline().atOffset(ZoneOffset.UTC))
                .param("lane", lane.name())
                .param("urgent", lane == Lane.EXPRESS)
                .param("traceparent", traces.sampled())
                .param(
                        "batches",
                        SqlArrays.uuids(parts, part -> part.batch().batchId().value()))
                .param("payloads", SqlArrays.bytes(parts, part -> json.write(part.batch())))
                .param(
                        "recipients",
                        SqlArrays.ints(parts, part -> part.messages().size()))
                .param("firsts", SqlArrays.uuids(parts, part -> part.messages().getFirst()))
                .param("lasts", SqlArrays.uuids(parts, part -> part.messages().getLast()))
                .param("millis", SqlArrays.longs(parts, part -> part.delay().toMillis()))
                .update();
    }

    /**
     * Gives up the leases on what cannot be worked off now. What nobody may send any more after a deadline is due by then.
     *
     * @param shares that are alike
     */
    public void putOff(List<Share> shares, Duration delay, Lane lane) {
        jdbc.sql(PUT_OFF)
                .param("lane", lane.name())
                .param("millis", delay.toMillis())
                .param("traceparent", traces.sampled())
                .param(
                        "tenants",
                        SqlArrays.uuids(
                                shares, share -> share.batch().tenantId().value()))
                .param(
                        "batches",
                        SqlArrays.uuids(shares, share -> share.batch().batchId().value()))
                .param("legs", SqlArrays.legs(shares, share -> share.lease().leg()))
                .param("parts", SqlArrays.ints(shares, share -> share.lease().part()))
                .param("owners", SqlArrays.uuids(shares, share -> share.lease().owner()))
                .param("payloads", SqlArrays.bytes(shares, share -> json.write(share.batch())))
                .update();
    }

    /**
     * Takes over what is due and nobody is at work on, the longest due first.
     *
     * @param recipients after so many it stops
     */
    public List<Due> takeDue(int parts, int recipients) {
        return jdbc.sql(TAKE_DUE)
                .param("parts", parts)
                .param("recipients", recipients)
                .param("millis", lease.toMillis())
                .query((row, _) -> due(row))
                .list();
    }

    /** For how long the longest due of each lane has been waiting for somebody to take it over. */
    public Map<Lane, Duration> overdue() {
        var overdue = new EnumMap<Lane, Duration>(Lane.class);
        jdbc.sql(OVERDUE).query(row -> {
            overdue.put(
                    Lane.valueOf(row.getString("lane")), Duration.ofMillis((long) (row.getDouble("seconds") * 1000)));
        });
        return overdue;
    }

    private Due due(ResultSet row) throws SQLException {
        var lease = new Lease(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new BatchId(row.getObject("id", UUID.class)),
                leg(row),
                row.getInt("part"),
                row.getObject("owner", UUID.class));
        var batch = json.read(row.getBytes("payload"), DispatchBatch.class);
        return new Due(new Share(batch, lease, row.getString("traceparent")), Lane.valueOf(row.getString("lane")));
    }

    private static Channel leg(ResultSet row) throws SQLException {
        return LedgerCodes.leg(row.getShort("leg"));
    }

    private static @Nullable UUID campaignOf(DispatchBatch batch) {
        var campaign = batch.campaignId();
        return campaign == null ? null : campaign.value();
    }
}
