package io.rcsplatform.dispatch.sending;

import io.rcsplatform.domain.event.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Recipients of a batch that are to be tried again, and when: exponential backoff with full jitter, or as the provider asked. */
final class Retries {
    private static final int MAX_DOUBLINGS = 20;

    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparing(Waiting::due));
    private final SendingProperties properties;
    private final RandomGenerator random;

    Retries(SendingProperties properties, RandomGenerator random) {
        this.properties = properties;
        this.random = random;
    }

    boolean allows(Submission submission) {
        return submission.attempt() < properties.retryAttempts();
    }

    void add(Submission submission, @Nullable Duration asked, Instant now) {
        waiting.add(new Waiting(submission.recipient(), now.plus(backoff(submission.attempt(), asked))));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Duration untilNext(Instant now) {
        var next = waiting.peek();
        return next == null || !next.due().isAfter(now) ? Duration.ZERO : Duration.between(now, next.due());
    }

    List<Recipient> due(Instant now, int limit) {
        var due = new ArrayList<Recipient>();
        while (due.size() < limit
                && !waiting.isEmpty()
                && !waiting.element().due().isAfter(now)) {
            due.add(waiting.remove().recipient());
        }
        return due;
    }

    private Duration backoff(int attempt, @Nullable Duration asked) {
        if (asked != null) {
            return asked.compareTo(properties.retryCap()) < 0 ? asked : properties.retryCap();
        }
        long doubled = properties.retryBase().toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS);
        return Duration.ofMillis(
                random.nextLong(Math.min(doubled, properties.retryCap().toMillis()) + 1));
    }

    private record Waiting(Recipient recipient, Instant due) {}
}
