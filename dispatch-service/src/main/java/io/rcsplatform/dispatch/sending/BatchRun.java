package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.batch.BatchKey;
import io.rcsplatform.dispatch.batch.Fence;
import io.rcsplatform.dispatch.batch.Lease;
import io.rcsplatform.dispatch.ledger.Fact;
import io.rcsplatform.dispatch.ledger.Recorded;
import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.dispatch.sending.Admission.Admitted;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Works off one batch under its lease, chunk by chunk: take the tokens; in one transaction write down what came of the chunk before
 * and admit this one; send. Retries come after all chunks. A crash leaves at most one chunk uncertain.
 */
final class BatchRun {
    /** Answers are not kept waiting longer than this for the next chunk. */
    private static final Duration UNRECORDED = Duration.ofMillis(100);

    private final Engine engine;
    private final DispatchBatch batch;
    private final Lane lane;
    private final Lease lease;
    private final Route route;
    private final Retries retries;
    private final int rate;
    private final int chunkSize;
    private int flush;
    private Digest unrecorded = Digest.NOTHING;

    BatchRun(Engine engine, DispatchBatch batch, Lane lane, Lease lease, Route route) {
        this.engine = engine;
        this.batch = batch;
        this.lane = lane;
        this.lease = lease;
        this.route = route;
        this.retries = engine.retries();
        this.rate = Math.max(1, batch.sender().ratePerSecond());
        this.chunkSize = Math.min(engine.flushSize(), rate);
    }

    void run() {
        var recipients = distinct(batch.recipients());
        for (int from = 0; from < recipients.size(); from += chunkSize) {
            step(recipients.subList(from, Math.min(from + chunkSize, recipients.size())));
        }
        while (!retries.isEmpty()) {
            pause(retries.untilNext(engine.now()));
            step(retries.due(engine.now(), chunkSize));
        }
        var last = new Flush(List.of());
        commit(last, recorded -> {
            engine.batches().finish(lease);
            engine.announcer().announceCompletion(batch, recorded);
        });
    }

    /** Holds also after the lease is lost: facts are only ever joined. */
    void recordWithoutLease() {
        var digest = unrecorded;
        var recorded = engine.write(() -> {
            var changes = record(digest, List.of());
            announce(changes);
            return changes;
        });
        engine.metrics().recorded(recorded);
    }

    private void step(List<Recipient> chunk) {
        if (chunk.isEmpty()) {
            return;
        }
        if (route.paced()) {
            takeTokens(chunk.size());
        }
        giveBackIfStopping();
        var next = new Flush(chunk);
        commit(next, this::announce);
        var answers = engine.submitting().submit(batch, route, next.admitted.submissions());
        unrecorded = Digest.of(batch, answers, route.idempotent(), retries);
    }

    private void takeTokens(int tokens) {
        var waiting = engine.metrics().tokensWaiting(lane);
        var permit = engine.pace().take(batch.sender().id(), rate, tokens, lane);
        while (!permit.granted()) {
            pause(permit.delay());
            permit = engine.pace().take(batch.sender().id(), rate, tokens, lane);
        }
        pause(permit.delay());
        waiting.stop();
    }

    private void pause(Duration duration) {
        if (duration.compareTo(UNRECORDED) > 0 && !unrecorded.isEmpty()) {
            commit(new Flush(List.of()), this::announce);
        }
        if (!duration.isZero() && engine.stop().await(duration)) {
            giveBackIfStopping();
        }
    }

    private void giveBackIfStopping() {
        if (engine.stop().isAsked()) {
            commit(new Flush(List.of()), recorded -> {
                announce(recorded);
                engine.batches().release(lease);
            });
            throw new GivenBack(batch.batchId());
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
        unrecorded = Digest.NOTHING;
        engine.metrics().recorded(next.recorded);
    }

    private List<Recorded> record(Digest digest, List<Fact> ends) {
        var facts = new ArrayList<>(digest.facts());
        facts.addAll(engine.receipts().refer(digest.references()));
        facts.addAll(ends);
        return engine.ledger().record(facts);
    }

    private void announce(List<Recorded> recorded) {
        engine.announcer().announce(recorded, Map.of(new BatchKey(batch.tenantId(), batch.batchId()), batch));
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

        Flush(List<Recipient> chunk) {
            this.chunk = chunk;
        }

        void write(Consumer<List<Recorded>> announcement) {
            if (engine.batches().renew(lease, flush) instanceof Fence.Held(boolean cancelled)) {
                engine.admission().takeBack(batch, unrecorded.takenBack());
                admitted = chunk.isEmpty() ? Admitted.NOBODY : admit(cancelled);
                recorded = record(unrecorded, admitted.ends());
                countDuplicates();
                announcement.accept(recorded);
            }
        }

        private Admitted admit(boolean cancelled) {
            return engine.admission().admit(batch, chunk, cancelled, route.idempotent(), engine.now());
        }

        private void countDuplicates() {
            int duplicates = recorded.stream()
                    .mapToInt(changes -> changes.duplicates().size())
                    .sum();
            if (duplicates > 0) {
                engine.batches().countDuplicates(lease, duplicates);
            }
        }
    }
}
