package io.rcsplatform.fallback.consent;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.event.ConsentChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Takes in consent events, and knows whether any is being worked on. */
@Component
class ApplyConsent {
    private final ConsentCopy copy;
    private final Clock clock;
    private final Timer optOutLag;
    private final AtomicInteger inWork = new AtomicInteger();
    private volatile Instant lastDone = Instant.MIN;

    ApplyConsent(ConsentCopy copy, Clock clock, MeterRegistry registry) {
        this.copy = copy;
        this.clock = clock;
        optOutLag = Timer.builder("rcs.fallback.opt.out.lag")
                .description("From an opt-out until the fallback service obeys it")
                .publishPercentileHistogram()
                .register(registry);
    }

    void apply(ConsentChanged event) {
        inWork.incrementAndGet();
        try {
            copy.apply(event);
            measureLag(event);
        } finally {
            lastDone = clock.instant();
            inWork.decrementAndGet();
        }
    }

    /** Whether nothing is in work, nor was for so long. */
    boolean quietFor(Duration duration) {
        return inWork.get() == 0 && lastDone.isBefore(clock.instant().minus(duration));
    }

    private void measureLag(ConsentChanged event) {
        var now = clock.instant();
        for (var entry : event.entries()) {
            if (entry.state() == ConsentState.OPTED_OUT) {
                optOutLag.record(Duration.between(entry.at(), now));
            }
        }
    }
}
