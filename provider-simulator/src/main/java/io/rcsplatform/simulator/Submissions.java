package io.rcsplatform.simulator;

import io.rcsplatform.simulator.Reply.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Decides what becomes of each submission. Everything here happens on one event loop. */
final class Submissions {
    private static final int FAILURES_FIRST = 2;
    private static final int EARLY_BY_MS = 300;
    private static final int SLOW_MS = 1000;
    private static final int SLOW_SPREAD_MS = 2000;

    private final Supplier<SimulatorSettings> settings;
    private final SubmissionLog log;
    private final Callbacks callbacks;
    private final Counters counters;
    private final SplittableRandom random;
    private final long mostPending;
    private final Map<Long, Integer> failures = new HashMap<>();

    Submissions(
            Supplier<SimulatorSettings> settings,
            SubmissionLog log,
            Callbacks callbacks,
            Counters counters,
            SplittableRandom random,
            long mostPending) {
        this.settings = settings;
        this.log = log;
        this.callbacks = callbacks;
        this.counters = counters;
        this.random = random;
        this.mostPending = mostPending;
    }

    Reply submit(Contract contract, long phone) {
        counters.requests.increment();
        var reply = decide(contract, phone, settings.get());
        if (reply.position() < 0) {
            counters.rejected.increment();
        }
        return reply;
    }

    private Reply decide(Contract contract, long phone, SimulatorSettings now) {
        if (now.outage() || callbacks.pending() >= mostPending) {
            return refused(Kind.UNAVAILABLE, now);
        }
        double draw = random.nextDouble();
        if (draw < now.rate5xx()) {
            return refused(Kind.UNAVAILABLE, now);
        } else if (draw < now.rate5xx() + now.rate429()) {
            return refused(Kind.THROTTLED, now);
        }
        var conduct = Behaviours.of(phone).on(contract);
        double fault = draw - now.rate5xx() - now.rate429();
        if (fault < now.rateHang()) {
            return accept(Kind.HANG, contract, phone, conduct, 0, now);
        } else if (fault < now.rateHang() + now.rateReset()) {
            return accept(Kind.RESET, contract, phone, conduct, 0, now);
        }
        return switch (conduct) {
            case NOT_RCS -> refused(Kind.NOT_RCS, now);
            case REJECTED -> refused(Kind.REJECTED, now);
            case USER_CAP -> refused(Kind.USER_CAP, now);
            case ERROR -> refused(Kind.ERROR, now);
            case THROTTLED_FIRST -> afterFailures(Kind.THROTTLED, contract, phone, conduct, now);
            case ERROR_FIRST -> afterFailures(Kind.UNAVAILABLE, contract, phone, conduct, now);
            case HANG -> accept(Kind.HANG, contract, phone, conduct, 0, now);
            case RESET -> accept(Kind.RESET, contract, phone, conduct, 0, now);
            case SLOW -> accept(Kind.ACCEPTED, contract, phone, conduct, SLOW_MS + (int) (phone % SLOW_SPREAD_MS), now);
            case EARLY -> accept(Kind.ACCEPTED, contract, phone, conduct, EARLY_BY_MS, now);
            case READ, DELIVERED, SILENT, FAILED, EXPIRED, DOUBLED, REORDERED, STOP, REPLY, TAP ->
                accept(Kind.ACCEPTED, contract, phone, conduct, 0, now);
        };
    }

    private static Reply refused(Kind kind, SimulatorSettings now) {
        return new Reply(kind, -1, now.latencyMs());
    }

    private Reply afterFailures(Kind failure, Contract contract, long phone, Conduct conduct, SimulatorSettings now) {
        long key = (phone << 2) | contract.code();
        int soFar = failures.merge(key, 1, Integer::sum);
        if (soFar <= FAILURES_FIRST) {
            return refused(failure, now);
        }
        failures.remove(key);
        return accept(Kind.ACCEPTED, contract, phone, conduct, 0, now);
    }

    private Reply accept(
            Kind kind, Contract contract, long phone, Conduct conduct, int delayMs, SimulatorSettings now) {
        long time = System.currentTimeMillis();
        int delay = delayMs + now.latencyMs();
        long position = log.append(contract, phone, time);
        callbacks.accepted(
                position,
                contract.isSms(),
                conduct,
                random.nextDouble() < now.rateDouble(),
                random.nextDouble() < now.rateReorder(),
                time + delay);
        return new Reply(kind, position, delay);
    }
}
