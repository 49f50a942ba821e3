package io.rcsplatform.dispatch.sending;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.platform.logging.LogFields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a provider account is in order. While it is not, a few messages at a time find out whether it is again, and whatever else is
 * for it waits. Who is permitted to call records each answer, or gives the permit back.
 */
final class Circuit {
    private static final Logger log = LoggerFactory.getLogger(Circuit.class);

    /** So soon the answers to the probes under way may have come. */
    private static final Duration SHORTLY = Duration.ofSeconds(1);

    private final CircuitBreaker breaker;
    private final CircuitProperties properties;
    private final Clock clock;
    private volatile @Nullable Instant outOfOrderSince;
    private volatile Instant nextProbe = Instant.EPOCH;
    private volatile String trouble = "";

    Circuit(CircuitBreaker breaker, CircuitProperties properties, Clock clock) {
        this.breaker = breaker;
        this.properties = properties;
        this.clock = clock;
        breaker.getEventPublisher().onStateTransition(event -> changed(event.getStateTransition()));
    }

    /** The provider is away, or takes nothing from this account. Throttling is no trouble: somebody is there. */
    static boolean tellsOfTrouble(Object answer) {
        return answer instanceof Unknown || (answer instanceof Retry retry && retry.reason() != Reason.RATE_LIMITED);
    }

    boolean isInOrder() {
        return breaker.getState() == State.CLOSED;
    }

    /** @return for how many calls of those that are wanted there is a permit */
    int permit(int wanted) {
        int permitted = 0;
        while (permitted < wanted && breaker.tryAcquirePermission()) {
            permitted++;
        }
        return permitted;
    }

    void giveBack(int permits) {
        for (int i = 0; i < permits; i++) {
            breaker.releasePermission();
        }
    }

    void record(Answer answer) {
        if (saysNothing(answer)) {
            breaker.releasePermission();
        } else {
            if (tellsOfTrouble(answer.outcome())) {
                trouble = answer.outcome().toString();
            }
            breaker.onResult(0, TimeUnit.NANOSECONDS, answer.outcome());
        }
    }

    /** A message that could not be put together never came to the provider, and one that fails again and again is no outage. */
    private boolean saysNothing(Answer answer) {
        var outcome = answer.outcome();
        return (outcome instanceof Rejected rejected && rejected.reason() == Reason.MISSING_VARIABLE)
                || (isInOrder() && answer.submission().attempt() > 1 && tellsOfTrouble(outcome));
    }

    /** After how long it pays to ask for permits again. */
    Duration wait(Instant now) {
        var left = Duration.between(now, nextProbe);
        return left.isPositive() ? left : SHORTLY;
    }

    /**
     * Whether somebody who can be reached in another way should be. Not for a short outage: the other way costs more.
     *
     * @param deadline of the message
     */
    boolean isGivenUp(Lane lane, Instant deadline, Instant now) {
        var since = outOfOrderSince;
        var patience = properties.failOverAfter();
        return since != null
                && (lane == Lane.EXPRESS
                        || !now.isBefore(since.plus(patience))
                        || !now.isBefore(deadline.minus(patience)));
    }

    private void changed(StateTransition transition) {
        switch (transition.getToState()) {
            case OPEN, FORCED_OPEN -> opened();
            case CLOSED -> closed();
            case HALF_OPEN, DISABLED, METRICS_ONLY -> {}
        }
    }

    private void opened() {
        var now = clock.instant();
        nextProbe = now.plus(properties.probeAfter());
        if (outOfOrderSince == null) {
            outOfOrderSince = now;
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "provider.circuit_opened")
                    .log("Account {} takes nothing, and what is for it waits: {}", breaker.getName(), trouble);
        }
    }

    private void closed() {
        outOfOrderSince = null;
        log.atInfo()
                .addKeyValue(LogFields.EVENT, "provider.circuit_closed")
                .log("Account {} takes messages again", breaker.getName());
    }
}
