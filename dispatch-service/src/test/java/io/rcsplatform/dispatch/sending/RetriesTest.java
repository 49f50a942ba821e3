package io.rcsplatform.dispatch.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant DEADLINE = NOW.plus(Duration.ofHours(2));
    private static final SendingProperties PROPERTIES =
            new SendingProperties(100, 4, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private final Retries retries = new Retries(PROPERTIES, DEADLINE, new SplittableRandom(1));

    @Test
    void waitsAsLongAsTheProviderAsked() {
        retries.add(submission(1, 1), Duration.ofSeconds(17), NOW);

        assertThat(delays()).containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void waitsLongerThanItsOwnBackoffEverWouldWhereTheProviderAskedForThat() {
        retries.add(submission(1, 1), Duration.ofHours(1), NOW);

        assertThat(delays()).containsExactly(Duration.ofHours(1));
    }

    @Test
    void waitsForNothingBeyondTheDeadline() {
        retries.add(submission(1, 1), Duration.ofDays(4000), NOW);

        assertThat(delays()).containsExactly(Duration.ofHours(2));
    }

    @Test
    void backsOffExponentiallyWithFullJitterUpToTheCap() {
        for (int attempt = 1; attempt <= 40; attempt++) {
            var ceiling = attempt > 5 ? Duration.ofSeconds(30) : Duration.ofSeconds(1L << (attempt - 1));
            for (int i = 0; i < 50; i++) {
                var one = new Retries(PROPERTIES, DEADLINE, new SplittableRandom(i));
                one.add(submission(i, attempt), null, NOW);
                assertThat(one.rounds().getFirst().delay(NOW)).isBetween(Duration.ZERO, ceiling);
            }
        }
    }

    @Test
    void triesTogetherWhatIsDueWithinOneSecondAndNothingBeforeItsTime() {
        retries.add(submission(1, 1), Duration.ofMillis(3_900), NOW);
        retries.add(submission(2, 1), Duration.ofSeconds(1), NOW);
        retries.add(submission(3, 1), Duration.ofMillis(3_100), NOW);

        assertThat(delays()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(3_900));
        assertThat(retries.rounds())
                .extracting(round -> round.recipients().stream()
                        .map(r -> r.id().value().getLeastSignificantBits())
                        .toList())
                .containsExactly(List.of(2L), List.of(1L, 3L));
        assertThat(retries.withoutOutcome()).isEqualTo(3);
    }

    @Test
    void doesNotWaitForWhatIsDueAlready() {
        retries.add(submission(1, 1), Duration.ofSeconds(1), NOW);

        assertThat(retries.rounds().getFirst().delay(NOW.plusSeconds(5))).isZero();
    }

    @Test
    void limitsAttempts() {
        assertThat(retries.allows(submission(1, 3))).isTrue();
        assertThat(retries.allows(submission(1, 4))).isFalse();
    }

    private List<Duration> delays() {
        return retries.rounds().stream().map(round -> round.delay(NOW)).toList();
    }

    private static Submission submission(int id, int attempt) {
        var recipient =
                new Recipient(new MessageId(new UUID(0, id)), new PhoneNumber(919_000_000_000L + id), List.of());
        return new Submission(recipient, attempt);
    }
}
