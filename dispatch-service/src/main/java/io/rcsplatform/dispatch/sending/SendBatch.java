package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.batch.Claim;
import io.rcsplatform.dispatch.batch.Heartbeat;
import io.rcsplatform.dispatch.batch.Lease;
import io.rcsplatform.dispatch.batch.LeaseLost;
import io.rcsplatform.dispatch.batch.LeaseProperties;
import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.dispatch.sending.SendMetrics.Stopwatch;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;

/** Takes a batch over and works it off, however often it is fed. */
@Service
class SendBatch {
    private static final Logger log = LoggerFactory.getLogger(SendBatch.class);

    private final Engine engine;
    private final Routes routes;
    private final Heartbeat heartbeat;
    private final LeaseProperties leases;
    private final Underway underway;

    SendBatch(Engine engine, Routes routes, Heartbeat heartbeat, LeaseProperties leases, Underway underway) {
        this.engine = engine;
        this.routes = routes;
        this.heartbeat = heartbeat;
        this.leases = leases;
        this.underway = underway;
    }

    /**
     * Returns once the batch is done, by whomever, or put off since its provider is out of order.
     *
     * @throws GivenBack when this instance is to stop before that
     */
    void send(DispatchBatch batch, byte[] payload, Lane lane) {
        if (batch.recipients().isEmpty()) {
            announceCompletion(batch);
            return;
        }
        try (var waiting = engine.metrics().waiting(batch.occurredAt(), lane)) {
            var lease = take(batch, payload);
            while (lease.isPresent() && !work(Work.fed(batch, lease.get()), lane, waiting)) {
                lease = take(batch, payload);
            }
            if (lease.isEmpty()) {
                announceCompletion(batch);
            }
        }
    }

    /** Works off what was put aside and is due; whoever takes them over once a lease is lost sees to them. */
    void resend(Work again, Lane lane) {
        var since = again.isWhole() ? again.batch().occurredAt() : engine.now();
        try (var waiting = engine.metrics().waiting(since, lane)) {
            var _ = engine.traces().joining(again.traceparents(), "retry", () -> work(again, lane, waiting));
        }
    }

    /** @return false when somebody else took the batch over meanwhile */
    private boolean work(Work work, Lane lane, LaneMetrics.Waiting waiting) {
        var batch = work.batch();
        var stopwatch = engine.metrics().batch(batch, lane);
        try (var _ = MDC.putCloseable(LogFields.TENANT, batch.tenantId().toString());
                var _ = MDC.putCloseable(LogFields.CAMPAIGN, String.valueOf(batch.campaignId()));
                var _ = MDC.putCloseable(LogFields.BATCH, batch.batchId().toString());
                var _ = heartbeat.keep(work.leases());
                var _ = underway.enter();
                var run = new BatchRun(engine, work, lane, routes.of(batch))) {
            return run(run, stopwatch, waiting);
        }
    }

    private static boolean run(BatchRun run, Stopwatch stopwatch, LaneMetrics.Waiting waiting) {
        try {
            if (run.handOver()) {
                waiting.over();
                run.complete();
                stopwatch.stop();
            } else {
                run.putOff();
            }
            return true;
        } catch (LeaseLost lost) {
            log.warn("{}", lost.getMessage());
            run.recordWithoutLease();
            return false;
        }
    }

    /** Waits while somebody else is at work on the batch. Empty once it is done. */
    private Optional<Lease> take(DispatchBatch batch, byte[] payload) {
        var waiting = engine.metrics().leaseWaiting();
        while (true) {
            if (engine.stop().isAsked()) {
                throw new GivenBack(batch.batchId());
            }
            switch (engine.batches().take(batch, payload)) {
                case Claim.Taken(var lease) -> {
                    waiting.stop();
                    return Optional.of(lease);
                }
                case Claim.Done _ -> {
                    waiting.stop();
                    return Optional.empty();
                }
                case Claim.Held(var left) -> engine.stop().await(shorter(left.plusMillis(10), leases.poll()));
            }
        }
    }

    private void announceCompletion(DispatchBatch batch) {
        engine.transactions().executeWithoutResult(_ -> engine.announcer().announceCompletion(batch, 0, List.of()));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
