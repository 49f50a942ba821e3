package io.rcsplatform.dispatch.consent;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.domain.event.ConsentChanged;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Takes in what people said, by whichever way it comes first, and measures how long that took. */
@Component
class ApplyConsent {
    private final Suppressions suppressions;
    private final Clock clock;
    private final Timer lag;

    ApplyConsent(Suppressions suppressions, Clock clock, MeterRegistry registry) {
        this.suppressions = suppressions;
        this.clock = clock;
        this.lag = Timer.builder("rcs.consent.lag")
                .description("From storing a change of consent to the moment that nothing is sent against it any more")
                .register(registry);
    }

    void apply(ConsentChanged changed) {
        if (suppressions.apply(changed)) {
            var taken = Duration.between(changed.occurredAt(), clock.instant());
            lag.record(taken.isNegative() ? Duration.ZERO : taken);
        }
    }
}
