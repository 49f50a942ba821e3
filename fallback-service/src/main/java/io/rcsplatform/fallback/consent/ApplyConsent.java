package io.rcsplatform.fallback.consent;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.event.ConsentChanged;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Takes in a consent event, and measures how long an opt-out took to be obeyed here. */
@Component
class ApplyConsent {
    private final ConsentCopy copy;
    private final Clock clock;
    private final Timer lag;

    ApplyConsent(ConsentCopy copy, Clock clock, MeterRegistry registry) {
        this.copy = copy;
        this.clock = clock;
        lag = Timer.builder("rcs.consent.lag")
                .description("From an opt-out to the moment that no fallback is ordered against it any more")
                .register(registry);
    }

    void apply(ConsentChanged event) {
        copy.apply(event);
        var now = clock.instant();
        event.entries().stream()
                .filter(entry -> entry.state() == ConsentState.OPTED_OUT)
                .map(entry -> Duration.between(entry.at(), now))
                .forEach(lag::record);
    }
}
