package io.rcsplatform.dispatch.sending;

import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.platform.logging.LogFields;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The submissions of one batch that are with the provider. Each comes back as exactly one answer, in whatever order; one that is owed for
 * longer than the route's patience comes back as unknown.
 */
final class Window {
    private static final Logger log = LoggerFactory.getLogger(Window.class);

    private final DispatchBatch batch;
    private final Route route;
    private final CallSpans spans;
    private final Clock clock;
    private final Map<MessageId, Submission> open = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition enough = lock.newCondition();
    private List<Answer> answered = new ArrayList<>();
    private int wanted;
    private long patientUntil;

    Window(DispatchBatch batch, Route route, CallSpans spans, Clock clock) {
        this.batch = batch;
        this.route = route;
        this.spans = spans;
        this.clock = clock;
    }

    int size() {
        return open.size();
    }

    /** Hands these over, all at once. */
    void submit(List<Submission> submissions) {
        patientUntil = System.nanoTime() + route.patience().toNanos();
        for (var submission : submissions) {
            open.put(submission.recipient().id(), submission);
            var span = spans.begin(submission);
            var _ = send(submission).handle((outcome, failure) -> {
                var answer = outcome == null ? broken(failure) : outcome;
                answered(new Answer(submission, answer, clock.instant(), spans.end(span, answer)));
                return null;
            });
        }
    }

    /** Waits for so many answers, but no longer than that; returns all that have come. */
    List<Answer> take(int atLeast, Duration atMost) {
        if (open.isEmpty()) {
            return List.of();
        }
        var taken = await(Math.min(atLeast, open.size()), atMost);
        taken.removeIf(answer -> open.remove(answer.submission().recipient().id()) == null);
        return taken.isEmpty() && System.nanoTime() - patientUntil > 0 ? giveUp() : taken;
    }

    private List<Answer> await(int atLeast, Duration atMost) {
        long left = Math.min(atMost.toNanos(), Math.max(0, patientUntil - System.nanoTime()));
        boolean interrupted = false;
        lock.lock();
        try {
            wanted = atLeast;
            while (answered.size() < wanted && left > 0) {
                try {
                    left = enough.awaitNanos(left);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            var taken = answered;
            answered = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void answered(Answer answer) {
        lock.lock();
        try {
            answered.add(answer);
            if (answered.size() == wanted) {
                enough.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Answer> giveUp() {
        log.atError()
                .addKeyValue(LogFields.EVENT, "provider.answers_lost")
                .log("An adapter owes {} answers after {}", open.size(), route.patience());
        var lost = open.values().stream()
                .map(submission -> new Answer(submission, new Unknown("no answer in time"), clock.instant(), null))
                .toList();
        open.clear();
        return lost;
    }

    /** Whatever an adapter throws may have come after the request left. */
    private CompletableFuture<SendOutcome> send(Submission submission) {
        var recipient = submission.recipient();
        if (recipient.values().size() != batch.variables().size()) {
            return CompletableFuture.completedFuture(
                    new Rejected(Reason.MISSING_VARIABLE, "values do not fit the variables"));
        }
        try {
            return route.compiled().send(recipient.id(), recipient.to(), recipient.values());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private SendOutcome broken(Throwable failure) {
        log.atError()
                .addKeyValue(LogFields.EVENT, "provider.adapter_failed")
                .log(
                        "The adapter of account {} failed, which leaves a message unknown",
                        batch.sender().account(),
                        failure);
        return new Unknown(failure.getClass().getSimpleName());
    }
}
