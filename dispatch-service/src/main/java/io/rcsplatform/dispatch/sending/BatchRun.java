package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.batch.DeferredParts.Part;
import io.rcsplatform.dispatch.batch.Fence;
import io.rcsplatform.dispatch.ledger.Fact;
import io.rcsplatform.dispatch.ledger.Recorded;
import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.dispatch.sending.Admission.Admitted;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * Works off one batch, or what was put aside of several, under their leases, with a bounded number of messages at the provider. As soon
 * as there is room: take the tokens; in one transaction write down the answers that have come and admit the next recipients; send those.
 * A slow answer holds up none but itself. A crash leaves at most one window uncertain. What is to be tried again is put aside, and the
 * batch does not wait for it.
 */
final class BatchRun implements AutoCloseable {
    private static final Duration CONSENTS_POLL = Duration.ofMillis(50);

    /** Answers are not kept waiting longer than this for the next to come. */
    private static final Duration UNRECORDED = Duration.ofMillis(200);

    private final Engine engine;
    private final Work work;
    private final DispatchBatch batch;
    private final Lane lane;
    private final Retries retries;
    private final int rate;
    private final int widest;
    private Route route;
    private Permits permits;
    private Window window;
    private int flush;
    private boolean cancelled;
    private Digest unrecorded = Digest.NOTHING;

    BatchRun(Engine engine, Work work, Lane lane, Route route) {
        this.engine = engine;
        this.work = work;
        this.batch = work.batch();
        this.lane = lane;
        this.route = route;
        this.permits = new Permits(route.circuit());
        this.window = windowTo(route);
        this.retries = engine.retries(batch.deadline());
        this.rate = Math.max(1, batch.sender().ratePerSecond());
        this.widest = Math.min(engine.flushSize(), rate);
    }

    /** @return false where the provider is out of order before everybody had their turn */
    boolean handOver() {
        var recipients = distinct(batch.recipients());
        for (int next = 0; next < recipients.size(); ) {
            makeRoom();
            int room = Math.min(widest - window.size(), recipients.size() - next);
            int admitted = admissible(room);
            if (admitted == 0) {
                return false;
            }
            send(recipients.subList(next, next + admitted));
            next += admitted;
        }
        return true;
    }

    void complete() {
        awaitAnswers();
        commit(new Flush(List.of()), this::finish);
    }

    /** Everybody has their turn again once it pays to ask the provider. */
    void putOff() {
        commit(new Flush(List.of()), recorded -> {
            announce(recorded);
            engine.deferredParts().putOff(work.shares(), route.wait(engine.now()), lane);
            if (work.isFed()) {
                engine.announcer().announcePutOff(batch);
            }
        });
        engine.metrics().putOff(lane);
    }

    /** Whatever became of it, nobody else waits for permits of this run. */
    @Override
    public void close() {
        permits.close();
    }

    /** Holds also after a lease is lost: facts are only ever joined. Leases that are not lost are given up. */
    void recordWithoutLease() {
        while (window.size() > 0) {
            digest(window.take(window.size(), UNRECORDED));
        }
        var digest = unrecorded;
        var recorded = engine.write(() -> {
            var changes = record(digest, List.of());
            count(changes, 0);
            announce(changes);
            engine.batches().release(work.leases());
            return changes;
        });
        engine.metrics().recorded(recorded);
    }

    /** A quarter of the window may stay with the provider: it does not pay to admit recipients one by one. */
    private void makeRoom() {
        if (window.size() > widest / 4) {
            var held = engine.metrics().bound(Limit.CONCURRENCY, lane);
            while (window.size() > widest / 4) {
                gather(window.size() - widest / 4, UNRECORDED);
            }
            held.stop();
        }
    }

    private void awaitAnswers() {
        while (window.size() > 0) {
            gather(window.size(), UNRECORDED);
        }
    }

    /**
     * How many of those that are wanted may be decided on now: for as many as there is a permit, or for all where the provider will not get
     * them.
     */
    private int admissible(int wanted) {
        int permitted = permits.take(wanted);
        if (permitted == 0) {
            awaitAnswers();
            permitted = permits.take(wanted);
        }
        if (permitted == 0 && isNotForTheProvider()) {
            leadTo(Route.refusing(Reason.PROVIDER_DOWN, "the provider is out of order"));
            permitted = permits.take(wanted);
        }
        return permitted;
    }

    private boolean isNotForTheProvider() {
        commit(new Flush(List.of()), this::announce);
        var now = engine.now();
        return cancelled
                || !now.isBefore(batch.deadline())
                || (batch.fallback() != null && route.isGivenUp(lane, batch.deadline(), now));
    }

    private void send(List<Recipient> chunk) {
        if (route.isPaced()) {
            takeTokens(chunk.size());
        }
        giveBackIfStopping();
        awaitConsents();
        var next = new Flush(chunk);
        commit(next, this::announce);
        if (engine.consents().isFresh(next.consentsKnownUntil)) {
            window.submit(next.admitted.submissions());
            if (flush == 1 && !next.admitted.begun().isEmpty()) {
                engine.metrics().begun(batch, lane, engine.now());
            }
        } else {
            putBack(next.admitted.submissions());
        }
        permits.keep(window.size());
    }

    private void awaitConsents() {
        if (!engine.consents().isFresh(engine.consents().knownUntil())) {
            var held = engine.metrics().bound(Limit.CONSENTS, lane);
            while (!engine.consents().isFresh(engine.consents().knownUntil())) {
                pause(CONSENTS_POLL);
            }
            held.stop();
        }
    }

    /** Admitting them took so long that somebody may have opted out meanwhile. */
    private void putBack(List<Submission> submissions) {
        submissions.forEach(submission -> retries.add(submission, Duration.ZERO, engine.now()));
        unrecorded = unrecorded.and(Digest.notSubmitted(submissions));
    }

    /** What has come is written down before long, also where nothing else is to be done meanwhile. */
    private void gather(int answers, Duration atMost) {
        var taken = window.take(answers, atMost);
        digest(taken);
        if (taken.size() < answers) {
            writeDown();
        }
    }

    private void writeDown() {
        if (!unrecorded.isEmpty()) {
            commit(new Flush(List.of()), this::announce);
        }
    }

    private void digest(List<Answer> answers) {
        boolean inOrder = permits.record(answers);
        unrecorded = unrecorded.and(Digest.of(batch, answers, route.idempotent(), inOrder, retries));
    }

    private void takeTokens(int tokens) {
        var held = engine.metrics().bound(Limit.SENDER_RATE, lane);
        var permit = engine.pace().take(batch.sender().id(), rate, tokens, lane);
        while (!permit.granted()) {
            pause(permit.delay());
            permit = engine.pace().take(batch.sender().id(), rate, tokens, lane);
        }
        pause(permit.delay());
        held.stop();
        engine.metrics().rateUsed(batch.sender().account(), tokens, rate);
    }

    private void pause(Duration duration) {
        var end = System.nanoTime() + duration.toNanos();
        var left = duration;
        while (left.isPositive()) {
            boolean isLong = left.compareTo(UNRECORDED) > 0;
            if (window.size() > 0) {
                gather(window.size(), isLong ? UNRECORDED : left);
            } else {
                if (isLong) {
                    writeDown();
                }
                var _ = engine.stop().await(left);
            }
            giveBackIfStopping();
            left = Duration.ofNanos(end - System.nanoTime());
        }
    }

    private void giveBackIfStopping() {
        if (engine.stop().isAsked()) {
            awaitAnswers();
            commit(new Flush(List.of()), recorded -> {
                announce(recorded);
                engine.batches().release(work.leases());
            });
            throw new GivenBack(batch.batchId());
        }
    }

    private void finish(List<Recorded> recorded) {
        var now = engine.now();
        engine.deferredParts()
                .defer(
                        retries.rounds().stream()
                                .flatMap(round -> work.split(round.recipients()).stream()
                                        .map(own -> new Part(own, round.delay(now))))
                                .toList(),
                        lane);
        if (work.isWhole()) {
            engine.batches().finish(work.leases().getFirst());
            engine.announcer().announceCompletion(batch, retries.withoutOutcome(), recorded);
        } else {
            engine.batches().delete(work.leases());
            announce(recorded);
        }
    }

    private void commit(Flush next, Consumer<List<Recorded>> announcement) {
        flush++;
        var timer = engine.metrics().flush();
        engine.write(() -> {
            next.write(announcement);
            return next;
        });
        timer.stop();
        next.admitted.doubtful().forEach(one -> retries.awaitReceipt(one.recipient(), one.submittedAt()));
        unrecorded = Digest.NOTHING;
        engine.metrics().recorded(next.recorded);
        engine.metrics().resent(next.admitted.resent().size());
    }

    private List<Recorded> record(Digest digest, List<Fact> ends) {
        var facts = new ArrayList<>(digest.facts());
        facts.addAll(engine.receipts().refer(digest.references()));
        facts.addAll(ends);
        return engine.ledger().record(facts);
    }

    private void count(List<Recorded> recorded, int resent) {
        int duplicates = recorded.stream()
                .mapToInt(changes -> changes.duplicates().size())
                .sum();
        if (duplicates + resent > 0) {
            engine.batches().count(work.leases().getFirst(), duplicates, resent);
        }
    }

    private void announce(List<Recorded> recorded) {
        engine.announcer().announce(recorded, work.batches());
    }

    /** Nothing is under way. */
    private void leadTo(Route another) {
        route = another;
        permits = new Permits(another.circuit());
        window = windowTo(another);
    }

    private Window windowTo(Route destination) {
        return new Window(batch, destination, new CallSpans(engine.traces(), batch), engine.clock());
    }

    private static List<Recipient> distinct(List<Recipient> recipients) {
        var byId = new LinkedHashMap<MessageId, Recipient>();
        recipients.forEach(recipient -> byId.putIfAbsent(recipient.id(), recipient));
        return List.copyOf(byId.values());
    }

    /** One transaction of this run. It may be tried several times, and its result holds from the try that was committed. */
    private final class Flush {
        private final List<Recipient> chunk;
        private Admitted admitted = Admitted.NOBODY;
        private List<Recorded> recorded = List.of();
        private long consentsKnownUntil;

        Flush(List<Recipient> chunk) {
            this.chunk = chunk;
        }

        void write(Consumer<List<Recorded>> announcement) {
            if (engine.batches().renew(work.leases(), flush) instanceof Fence.Held(boolean cancelled)) {
                engine.admission().takeBack(batch, unrecorded.takenBack());
                engine.admission().undo(batch, unrecorded.notSubmitted());
                consentsKnownUntil = engine.consents().knownUntil();
                BatchRun.this.cancelled = cancelled;
                admitted = chunk.isEmpty() ? Admitted.NOBODY : admit(cancelled);
                recorded = record(unrecorded, admitted.ends());
                count(recorded, admitted.resent().size());
                announcement.accept(recorded);
            }
        }

        private Admitted admit(boolean cancelled) {
            return engine.admission().admit(work, chunk, cancelled, route.idempotent(), engine.now());
        }
    }
}
