package io.rcsplatform.dispatch.sending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.dispatch.account.SendingAccounts;
import io.rcsplatform.dispatch.ledger.LegMetrics;
import io.rcsplatform.dispatch.ledger.Recorded;
import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.provider.ProviderAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class SendMetrics {
    private static final Duration[] FIRST_SEND = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };

    private final MeterRegistry registry;
    private final LegMetrics legs;
    private final Timer flushes;
    private final Timer leases;
    private final Counter resent;
    private final LaneMetrics lanes;
    private final Map<String, Counter> rateUsed;
    private final Map<Lane, Counter> putOff = new EnumMap<>(Lane.class);
    private final Map<Limit, Map<Lane, Timer>> bound = new EnumMap<>(Limit.class);
    private final Map<Lane, Timer> firstSends = new EnumMap<>(Lane.class);

    SendMetrics(MeterRegistry registry, LegMetrics legs, LaneMetrics lanes, SendingAccounts accounts) {
        this.registry = registry;
        this.legs = legs;
        this.lanes = lanes;
        this.flushes = Timer.builder("rcs.dispatch.flush")
                .description("Transactions that record one chunk and admit the next")
                .register(registry);
        this.leases = Timer.builder("rcs.dispatch.lease.wait")
                .description("Waits for a batch that another copy was at work on")
                .register(registry);
        this.resent = Counter.builder("rcs.dispatch.resent")
                .description("Messages sent again whose answer was lost and whose receipt did not come")
                .register(registry);
        this.rateUsed = accounts.all().stream()
                .map(ProviderAccount::name)
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> rateUsed(name, registry)));
        for (var lane : Lane.values()) {
            putOff.put(
                    lane,
                    Counter.builder("rcs.dispatch.put.off")
                            .description("Batches that were put off since their provider account was out of order")
                            .tag("lane", lower(lane))
                            .register(registry));
            firstSends.put(
                    lane,
                    Timer.builder("rcs.campaigns.first.send")
                            .description("From a campaign's launch until its first message is handed over")
                            .tag("lane", lower(lane))
                            .serviceLevelObjectives(FIRST_SEND)
                            .register(registry));
            for (var limit : Limit.values()) {
                bound.computeIfAbsent(limit, _ -> new EnumMap<>(Lane.class))
                        .put(
                                lane,
                                Timer.builder("rcs.dispatch.bound")
                                        .description("Time that batches were held up by a limit")
                                        .tags("limit", lower(limit), "lane", lower(lane))
                                        .register(registry));
            }
        }
    }

    void recorded(List<Recorded> recorded) {
        legs.count(recorded);
    }

    void putOff(Lane lane) {
        Objects.requireNonNull(putOff.get(lane)).increment();
    }

    /** @param account a configured one */
    void rateUsed(String account, int messages, int ratePerSecond) {
        Objects.requireNonNull(rateUsed.get(account), account).increment((double) messages / ratePerSecond);
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

    Stopwatch bound(Limit limit, Lane lane) {
        return start(bound.getOrDefault(limit, Map.of()).getOrDefault(lane, flushes));
    }

    LaneMetrics.Waiting waiting(Instant since, Lane lane) {
        return lanes.since(since, lane);
    }

    /** Messages of a batch were handed over, the first ones of it. The launch is in a campaign's ids. */
    void begun(DispatchBatch batch, Lane lane, Instant now) {
        var number = batch.batchNumber();
        var timer = firstSends.get(lane);
        if (timer != null && number != null && number == 1) {
            timer.record(Duration.between(Uuid7.instantOf(batch.batchId().value()), now));
        }
    }

    Stopwatch batch(DispatchBatch batch, Lane lane) {
        return start(Timer.builder("rcs.dispatch.batch")
                .description("Batches, from taking the lease to their completion")
                .tag("channel", lower(batch.channel()))
                .tag("lane", lower(lane))
                .register(registry));
    }

    private static Counter rateUsed(String account, MeterRegistry registry) {
        return Counter.builder("rcs.dispatch.rate.used")
                .description("Senders' rates that were used, in seconds of a sender at its full rate")
                .baseUnit("seconds")
                .tag("account", account)
                .register(registry);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Stopwatch start(Timer timer) {
        var sample = Timer.start(registry);
        return () -> sample.stop(timer);
    }

    interface Stopwatch {
        void stop();
    }
}
