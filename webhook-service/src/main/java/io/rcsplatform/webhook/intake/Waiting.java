package io.rcsplatform.webhook.intake;

import io.rcsplatform.webhook.raw.Arrival;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A callback whose sender waits for the answer, but not for ever. */
final class Waiting {
    private final Arrival arrival;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    Waiting(Arrival arrival, Duration atMost) {
        this.arrival = arrival;
        answer.completeOnTimeout(Answer.NOT_STORED, atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    Arrival arrival() {
        return arrival;
    }

    int bytes() {
        return arrival.request().body().length;
    }

    /** Whether nobody waits any more. */
    boolean givenUp() {
        return answer.isDone();
    }

    void answer(Answer with) {
        answer.complete(with);
    }

    /** Never fails. */
    CompletableFuture<Answer> answered() {
        return answer;
    }

    enum Answer {
        STORED,
        NOT_STORED
    }
}
