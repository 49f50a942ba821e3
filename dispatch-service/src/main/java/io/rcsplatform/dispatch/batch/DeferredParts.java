package io.rcsplatform.dispatch.batch;

import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.Recipient;
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

/** Recipients of batches that are to be tried again, until they are due. They outlive whoever put them there. */
@Repository
public class DeferredParts {
    private static final String ADD = """
            insert into batch (tenant_id, id, leg, part, campaign_id, payload, recipients, first_message, last_message, deadline, lane,
                               lease_until, due_at, traceparent)
            values (:tenant, :batch, :leg, nextval('batch_part')::int, :campaign, :payload, :recipients, :first, :last, :deadline, :lane,
                    clock_timestamp(), clock_timestamp() + :millis * interval '1 millisecond', :traceparent)
            """;

    private static final String TAKE_DUE = """
            with due as (
                select tenant_id, id, leg, part
                  from batch
                 where part > 0 and due_at <= clock_timestamp() and (owner is null or lease_until < clock_timestamp())
                 order by due_at
                 limit :limit
                   for update skip locked)
            update batch b
               set owner = gen_random_uuid(), lease_until = clock_timestamp() + :millis * interval '1 millisecond', flush = 0
              from due
             where b.tenant_id = due.tenant_id and b.id = due.id and b.leg = due.leg and b.part = due.part
            returning b.tenant_id, b.id, b.leg, b.part, b.owner, b.lane, b.payload, b.traceparent
            """;

    private static final String OVERDUE = """
            select lane, extract(epoch from clock_timestamp() - min(due_at))::float8 as seconds
              from batch
             where part > 0 and due_at <= clock_timestamp() and (owner is null or lease_until < clock_timestamp())
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
     * @param batch with those recipients only that it is about
     * @param traceparent of whoever put them aside
     */
    public record Due(
            Lease lease,
            Lane lane,
            DispatchBatch batch,
            @Nullable String traceparent) {}

    /** Puts these recipients of a batch aside for so long. */
    public void defer(DispatchBatch batch, List<Recipient> recipients, Lane lane, Duration delay) {
        var part = batch.with(recipients);
        var messages = recipients.stream()
                .map(recipient -> recipient.id().value())
                .sorted()
                .toList();
        jdbc.sql(ADD)
                .param("tenant", batch.tenantId().value())
                .param("batch", batch.batchId().value())
                .param("leg", LedgerCodes.of(batch.channel()))
                .param("campaign", campaignOf(batch))
                .param("payload", json.write(part))
                .param("recipients", messages.size())
                .param("first", messages.getFirst())
                .param("last", messages.getLast())
                .param("deadline", batch.deadline().atOffset(ZoneOffset.UTC))
                .param("lane", lane.name())
                .param("millis", delay.toMillis())
                .param("traceparent", traces.sampled())
                .update();
    }

    /** Takes over what is due and nobody is at work on, the longest due first. */
    public List<Due> takeDue(int limit) {
        return jdbc.sql(TAKE_DUE)
                .param("limit", limit)
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
        return new Due(
                lease,
                Lane.valueOf(row.getString("lane")),
                json.read(row.getBytes("payload"), DispatchBatch.class),
                row.getString("traceparent"));
    }

    private static Channel leg(ResultSet row) throws SQLException {
        return LedgerCodes.leg(row.getShort("leg"));
    }

    private static @Nullable UUID campaignOf(DispatchBatch batch) {
        var campaign = batch.campaignId();
        return campaign == null ? null : campaign.value();
    }
}
