package io.rcsplatform.dispatch.sending;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.dispatch.batch.DeferredParts;
import io.rcsplatform.dispatch.pacing.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How long messages wait to be handed over, by lane. A queue keeps its order, so nothing that is still in one is older than what its consumers
 * have in hand.
 */
@Component
class LaneMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };

    private final DeferredParts deferred;
    private final Clock clock;
    private final Map<Lane, Set<Waiting>> waiting = new EnumMap<>(Lane.class);
    private final Map<Lane, Timer> waits = new EnumMap<>(Lane.class);
    private volatile Map<Lane, Duration> overdue = Map.of();

    LaneMetrics(DeferredParts deferred, MeterRegistry registry, Clock clock) {
        this.deferred = deferred;
        this.clock = clock;
        for (var lane : Lane.values()) {
            var tag = lane.name().toLowerCase(Locale.ROOT);
            waiting.put(lane, ConcurrentHashMap.newKeySet());
            waits.put(
                    lane,
                    Timer.builder("rcs.dispatch.wait")
                            .description("From writing a batch until the last of its messages is handed over")
                            .tag("lane", tag)
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
            Gauge.builder("rcs.dispatch.oldest", () -> seconds(oldest(lane)))
                    .baseUnit("seconds")
                    .description("Age of the oldest message that is not handed over")
                    .tags("lane", tag, "stage", "queue")
                    .register(registry);
            Gauge.builder("rcs.dispatch.oldest", () -> seconds(overdue.getOrDefault(lane, Duration.ZERO)))
                    .baseUnit("seconds")
                    .description("How long the oldest message that is to be tried again is overdue")
                    .tags("lane", tag, "stage", "retry")
                    .register(registry);
        }
    }

    /** Until it is closed, something of a batch is to be handed over. */
    Waiting since(Instant written, Lane lane) {
        return new Waiting(written, lane);
    }

    @Scheduled(fixedDelayString = "${rcs.dispatch.overdue-interval:5s}")
    void look() {
        overdue = deferred.overdue();
    }

    private Duration oldest(Lane lane) {
        return of(lane).stream().map(Waiting::age).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private Set<Waiting> of(Lane lane) {
        return waiting.computeIfAbsent(lane, _ -> ConcurrentHashMap.newKeySet());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    final class Waiting implements AutoCloseable {
        private final Instant since;
        private final Lane lane;

        private Waiting(Instant since, Lane lane) {
            this.since = since;
            this.lane = lane;
            of(lane).add(this);
        }

        private Duration age() {
            var age = Duration.between(since, clock.instant());
            return age.isNegative() ? Duration.ZERO : age;
        }

        /** All of it is handed over, and counted as such. */
        void over() {
            if (of(lane).remove(this)) {
                var timer = waits.get(lane);
                if (timer != null) {
                    timer.record(age());
                }
            }
        }

        @Override
        public void close() {
            of(lane).remove(this);
        }
    }
}
