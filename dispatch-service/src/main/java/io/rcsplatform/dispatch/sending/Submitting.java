package io.rcsplatform.dispatch.sending;

import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands a chunk to the provider, all at once, and waits for the answers. Always ends, with one answer for each submission. */
@Component
class Submitting {
    private static final Logger log = LoggerFactory.getLogger(Submitting.class);

    private final Clock clock;

    Submitting(Clock clock) {
        this.clock = clock;
    }

    List<Answer> submit(DispatchBatch batch, Route route, List<Submission> submissions) {
        var pending = new ArrayList<CompletableFuture<Answer>>(submissions.size());
        for (var submission : submissions) {
            pending.add(send(batch, route, submission)
                    .handle((outcome, failure) -> new Answer(
                            submission, outcome == null ? broken(batch, failure) : outcome, clock.instant())));
        }
        await(pending, route);
        var answers = new ArrayList<Answer>(submissions.size());
        for (int i = 0; i < submissions.size(); i++) {
            var lost = new Answer(submissions.get(i), new Unknown("no answer in time"), clock.instant());
            answers.add(pending.get(i).getNow(lost));
        }
        return answers;
    }

    /** Whatever an adapter throws may have come after the request left. */
    private static CompletableFuture<SendOutcome> send(DispatchBatch batch, Route route, Submission submission) {
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

    private static SendOutcome broken(DispatchBatch batch, Throwable failure) {
        log.error(
                "The adapter of account {} failed, which leaves a message unknown",
                batch.sender().account(),
                failure);
        return new Unknown(failure.getClass().getSimpleName());
    }

    private static void await(List<CompletableFuture<Answer>> pending, Route route) {
        var all = CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new));
        long end = System.nanoTime() + route.patience().toNanos();
        boolean interrupted = false;
        while (true) {
            try {
                all.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            } catch (TimeoutException e) {
                log.error("An adapter owes answers after {}", route.patience());
                break;
            } catch (ExecutionException e) {
                throw new IllegalStateException("answers do not fail", e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
