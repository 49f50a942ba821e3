package io.rcsplatform.webhook.intake;

import io.rcsplatform.webhook.raw.Arrival;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A callback whose sender waits for the answer. */
final class Waiting {
    private final Arrival arrival;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile boolean givenUp;

    Waiting(Arrival arrival) {
        this.arrival = arrival;
    }

    Arrival arrival() {
        return arrival;
    }

    int bytes() {
        return arrival.request().body().length;
    }

    /** Whether nobody waits any more. */
    boolean givenUp() {
        return givenUp;
    }

    void answer(Answer with) {
        answer.complete(with);
    }

    void whenAnswered(Runnable action) {
        var _ = answer.thenRun(action);
    }

    Answer await(Duration atMost) {
        try {
            return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            givenUp = true;
            return Answer.NOT_STORED;
        } catch (InterruptedException _) {
            givenUp = true;
            Thread.currentThread().interrupt();
            return Answer.NOT_STORED;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer never fails", e);
        }
    }

    enum Answer {
        STORED,
        NOT_STORED
    }
}
