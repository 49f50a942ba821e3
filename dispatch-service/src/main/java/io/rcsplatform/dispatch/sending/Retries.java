package io.rcsplatform.dispatch.sending;

import io.rcsplatform.domain.event.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recipients of a batch that are to be tried again, and when: exponential backoff with full jitter, or as the provider asked. Those whose
 * answer was lost have an outcome, and come again for want of a receipt.
 */
final class Retries {
    private static final int MAX_DOUBLINGS = 20;

    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Waiting> forReceipts = new ArrayList<>();
    private final SendingProperties properties;
    private final Instant deadline;
    private final RandomGenerator random;

    /** @param deadline when nothing may be sent any more: what is put off beyond it falls due then, and has expired */
    Retries(SendingProperties properties, Instant deadline, RandomGenerator random) {
        this.properties = properties;
        this.deadline = deadline;
        this.random = random;
    }

    boolean allows(Submission submission) {
        return submission.attempt() < properties.retryAttempts();
    }

    void add(Submission submission, @Nullable Duration asked, Instant now) {
        var backoff = backoff(submission.attempt(), asked);
        boolean inTime = Duration.between(now, deadline).compareTo(backoff) > 0;
        waiting.add(new Waiting(submission.recipient(), inTime ? now.plus(backoff) : deadline));
    }

    /** Comes to nothing where the receipt may be waited for beyond the deadline. */
    void awaitReceipt(Recipient recipient, Instant submitted) {
        var due = submitted.plus(properties.receiptWait());
        if (due.isBefore(deadline)) {
            forReceipts.add(new Waiting(recipient, due));
        }
    }

    int withoutOutcome() {
        return waiting.size();
    }

    /** What falls due within the same second goes together, when the last of it is due. */
    List<Round> rounds() {
        var bySecond = new TreeMap<Instant, List<Waiting>>();
        Stream.concat(waiting.stream(), forReceipts.stream())
                .forEach(one -> bySecond.computeIfAbsent(
                                one.due().truncatedTo(ChronoUnit.SECONDS), _ -> new ArrayList<>())
                        .add(one));
        return bySecond.values().stream().map(Round::of).toList();
    }

    private Duration backoff(int attempt, @Nullable Duration asked) {
        if (asked != null) {
            return asked;
        }
        long doubled = properties.retryBase().toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS);
        return Duration.ofMillis(
                random.nextLong(Math.min(doubled, properties.retryCap().toMillis()) + 1));
    }

    record Round(Instant due, List<Recipient> recipients) {
        private static Round of(List<Waiting> together) {
            var due =
                    together.stream().map(Waiting::due).max(Instant::compareTo).orElseThrow();
            return new Round(due, together.stream().map(Waiting::recipient).toList());
        }

        Duration delay(Instant now) {
            return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
        }
    }

    private record Waiting(Recipient recipient, Instant due) {}
}
