package io.rcsplatform.dispatch.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final SendOutcome ACCEPTED = new Accepted("id");
    private static final SendOutcome AWAY = new Retry(null, Reason.PROVIDER_DOWN, "503");
    private static final SendOutcome THROTTLED = new Retry(null, Reason.RATE_LIMITED, "429");
    private static final SendOutcome INCOMPLETE = new Rejected(Reason.MISSING_VARIABLE, "no value");
    private static final int CALLS = 10;
    private static final int PROBES = 3;

    private final CircuitProperties properties = new CircuitProperties(
            50, Duration.ofSeconds(60), CALLS, Duration.ofMinutes(1), PROBES, Duration.ofMinutes(2));
    private final CircuitBreaker breaker = CircuitBreaker.of("account", Circuits.config(properties));
    private final Circuit circuit = new Circuit(breaker, properties, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void opensWhereHalfOfTheMessagesFail() {
        answer(CALLS / 2, 1, ACCEPTED);
        answer(CALLS / 2, 1, AWAY);

        assertThat(circuit.permit(1)).isZero();
    }

    @Test
    void opensWhereAnswersAreLost() {
        answer(CALLS, 1, new Unknown("no answer"));

        assertThat(circuit.permit(1)).isZero();
    }

    @Test
    void doesNotOpenForAProviderThatThrottles() {
        answer(CALLS, 1, THROTTLED);

        assertThat(circuit.isInOrder()).isTrue();
    }

    @Test
    void doesNotOpenForMessagesThatFailAgainAndAgain() {
        answer(CALLS, 2, AWAY);
        answer(CALLS, 3, AWAY);

        assertThat(circuit.isInOrder()).isTrue();
    }

    @Test
    void letsAFewFindOutWhetherTheProviderIsBack() {
        open();
        breaker.transitionToHalfOpenState();

        assertThat(circuit.permit(100)).isEqualTo(PROBES);
        assertThat(circuit.permit(100)).isZero();
        answer(PROBES, 2, ACCEPTED);
        assertThat(circuit.permit(100)).isEqualTo(100);
    }

    @Test
    void staysOpenWhereTheFewFailAlsoThoseThatFailedBefore() {
        open();
        breaker.transitionToHalfOpenState();
        assertThat(circuit.permit(PROBES)).isEqualTo(PROBES);

        answer(PROBES, 2, AWAY);

        assertThat(circuit.permit(1)).isZero();
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void whoCameToNoCallLeavesThePermitToOthers() {
        open();
        breaker.transitionToHalfOpenState();
        assertThat(circuit.permit(PROBES)).isEqualTo(PROBES);

        circuit.giveBack(1);
        answer(1, 1, INCOMPLETE);

        assertThat(circuit.permit(PROBES)).isEqualTo(2);
    }

    @Test
    void tellsHowLongToWaitForTheNextProbe() {
        open();

        assertThat(circuit.wait(NOW.plusSeconds(20))).isEqualTo(Duration.ofSeconds(40));
        assertThat(circuit.wait(NOW.plusSeconds(60))).isPositive();
    }

    @Test
    void givesUpOnlyOnceItIsOutOfOrderForLongOrTheMessageSoonExpires() {
        assertThat(circuit.isGivenUp(Lane.EXPRESS, TOMORROW, NOW)).isFalse();
        open();

        assertThat(circuit.isGivenUp(Lane.EXPRESS, TOMORROW, NOW)).isTrue();
        assertThat(circuit.isGivenUp(Lane.BULK, TOMORROW, NOW.plusSeconds(119))).isFalse();
        assertThat(circuit.isGivenUp(Lane.BULK, TOMORROW, NOW.plusSeconds(120))).isTrue();
        assertThat(circuit.isGivenUp(Lane.BULK, NOW.plusSeconds(121), NOW)).isFalse();
        assertThat(circuit.isGivenUp(Lane.BULK, NOW.plusSeconds(120), NOW)).isTrue();
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> new CircuitProperties(
                        0, Duration.ofSeconds(5), 5, Duration.ofSeconds(10), 3, Duration.ofMinutes(2)))
                .hasMessageContaining("rcs.dispatch.circuit.failure-percent");
        assertThatThrownBy(() ->
                        new CircuitProperties(50, Duration.ZERO, 5, Duration.ofSeconds(10), 3, Duration.ofMinutes(2)))
                .hasMessageContaining("rcs.dispatch.circuit.window");
    }

    private void open() {
        answer(CALLS, 1, AWAY);
        assertThat(circuit.isInOrder()).isFalse();
    }

    private void answer(int times, int attempt, SendOutcome outcome) {
        var recipient = new Recipient(new MessageId(new UUID(0x7000, 1)), new PhoneNumber(919_000_000_001L), List.of());
        for (int i = 0; i < times; i++) {
            circuit.record(new Answer(new Submission(recipient, attempt), outcome, NOW, null));
        }
    }
}
