package io.rcsplatform.dispatch.sending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.dispatch.ledger.LegMetrics;
import io.rcsplatform.dispatch.ledger.Recorded;
import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.domain.event.DispatchBatch;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class SendMetrics {
    private final MeterRegistry registry;
    private final LegMetrics legs;
    private final Timer flushes;
    private final Timer leases;
    private final Counter resent;
    private final Map<Lane, Timer> tokens = new EnumMap<>(Lane.class);

    SendMetrics(MeterRegistry registry, LegMetrics legs) {
        this.registry = registry;
        this.legs = legs;
        this.flushes = Timer.builder("rcs.dispatch.flush")
                .description("Transactions that record one chunk and admit the next")
                .register(registry);
        this.leases = Timer.builder("rcs.dispatch.lease.wait")
                .description("Waits for a batch that another copy was at work on")
                .register(registry);
        this.resent = Counter.builder("rcs.dispatch.resent")
                .description("Messages sent again whose answer was lost and whose receipt did not come")
                .register(registry);
        for (var lane : Lane.values()) {
            tokens.put(
                    lane,
                    Timer.builder("rcs.dispatch.tokens.wait")
                            .description("Waits for the sender's rate")
                            .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    void recorded(List<Recorded> recorded) {
        legs.count(recorded);
    }

    void resent(int messages) {
        resent.increment(messages);
    }

    Stopwatch flush() {
        return start(flushes);
    }

    Stopwatch leaseWaiting() {
        return start(leases);
    }

    Stopwatch tokensWaiting(Lane lane) {
        return start(tokens.getOrDefault(lane, flushes));
    }

    Stopwatch batch(DispatchBatch batch, Lane lane) {
        return start(Timer.builder("rcs.dispatch.batch")
                .description("Batches, from taking the lease to their completion")
                .tag("channel", batch.channel().name().toLowerCase(Locale.ROOT))
                .tag("lane", lane.name().toLowerCase(Locale.ROOT))
                .register(registry));
    }

    private Stopwatch start(Timer timer) {
        var sample = Timer.start(registry);
        return () -> sample.stop(timer);
    }

    interface Stopwatch {
        void stop();
    }
}
