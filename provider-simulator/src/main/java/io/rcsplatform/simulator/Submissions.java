package io.rcsplatform.simulator;

import io.rcsplatform.simulator.Reply.Kind;
import io.rcsplatform.simulator.SubmissionLog.CallersChoice;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final Map<CallersChoice, Long> accepted = new HashMap<>();

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
        return submit(new Submission(contract, phone, null));
    }

    /** Ignores what comes under an id that was accepted before: nothing is sent, and the answer is that of the first. */
    Reply submit(Contract contract, long phone, CallersChoice choice) {
        return submit(new Submission(contract, phone, choice));
    }

    /** @param choice null where the provider gives the id */
    private record Submission(
            Contract contract, long phone, @Nullable CallersChoice choice) {}

    private Reply submit(Submission submission) {
        counters.requests.increment();
        var reply = decide(submission, settings.get());
        if (reply.position() < 0) {
            counters.rejected.increment();
        }
        return reply;
    }

    private Reply decide(Submission submission, SimulatorSettings now) {
        if (now.outage() || callbacks.pending() >= mostPending) {
            return refused(Kind.UNAVAILABLE, now);
        }
        double draw = random.nextDouble();
        if (draw < now.rate5xx()) {
            return refused(Kind.UNAVAILABLE, now);
        } else if (draw < now.rate5xx() + now.rate429()) {
            return refused(Kind.THROTTLED, now);
        }
        double fault = draw - now.rate5xx() - now.rate429();
        var lost = fault < now.rateHang() ? Kind.HANG : fault < now.rateHang() + now.rateReset() ? Kind.RESET : null;
        var first = submission.choice() == null ? null : accepted.get(submission.choice());
        if (first != null) {
            counters.repeated.increment();
            log.repeated(first);
            return new Reply(lost == null ? Kind.ACCEPTED : lost, first, now.latencyMs());
        }
        var conduct = Behaviours.of(submission.phone()).on(submission.contract());
        return lost == null ? decide(submission, conduct, now) : accept(lost, submission, conduct, 0, now);
    }

    private Reply decide(Submission submission, Conduct conduct, SimulatorSettings now) {
        return switch (conduct) {
            case NOT_RCS -> refused(Kind.NOT_RCS, now);
            case REJECTED -> refused(Kind.REJECTED, now);
            case USER_CAP -> refused(Kind.USER_CAP, now);
            case ERROR -> refused(Kind.ERROR, now);
            case THROTTLED_FIRST -> afterFailures(Kind.THROTTLED, submission, conduct, now);
            case ERROR_FIRST -> afterFailures(Kind.UNAVAILABLE, submission, conduct, now);
            case HANG -> accept(Kind.HANG, submission, conduct, 0, now);
            case RESET -> accept(Kind.RESET, submission, conduct, 0, now);
            case SLOW ->
                accept(Kind.ACCEPTED, submission, conduct, SLOW_MS + (int) (submission.phone() % SLOW_SPREAD_MS), now);
            case EARLY -> accept(Kind.ACCEPTED, submission, conduct, EARLY_BY_MS, now);
            case READ, DELIVERED, SILENT, FAILED, EXPIRED, DOUBLED, REORDERED, STOP, REPLY, TAP ->
                accept(Kind.ACCEPTED, submission, conduct, 0, now);
        };
    }

    private static Reply refused(Kind kind, SimulatorSettings now) {
        return new Reply(kind, -1, now.latencyMs());
    }

    private Reply afterFailures(Kind failure, Submission submission, Conduct conduct, SimulatorSettings now) {
        long key = (submission.phone() << 2) | submission.contract().code();
        int soFar = failures.merge(key, 1, Integer::sum);
        if (soFar <= FAILURES_FIRST) {
            return refused(failure, now);
        }
        failures.remove(key);
        return accept(Kind.ACCEPTED, submission, conduct, 0, now);
    }

    private Reply accept(Kind kind, Submission submission, Conduct conduct, int delayMs, SimulatorSettings now) {
        long time = System.currentTimeMillis();
        int delay = delayMs + now.latencyMs();
        var choice = submission.choice();
        long position = log.append(submission.contract(), submission.phone(), time, choice);
        if (choice != null) {
            accepted.put(choice, position);
        }
        callbacks.accepted(
                position,
                submission.contract(),
                conduct,
                random.nextDouble() < now.rateDouble(),
                random.nextDouble() < now.rateReorder(),
                time + delay);
        return new Reply(kind, position, delay);
    }
}
