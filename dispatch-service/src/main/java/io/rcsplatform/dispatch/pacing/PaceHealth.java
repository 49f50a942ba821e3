package io.rcsplatform.dispatch.pacing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells whether rates are shared between instances. Never down: sending goes on without Redis. */
@Component("ratesHealthIndicator")
class PaceHealth implements HealthIndicator {
    private final Pace pace;

    PaceHealth(Pace pace, MeterRegistry registry) {
        this.pace = pace;
        Gauge.builder("rcs.dispatch.pace.degraded", pace, p -> p.isDegraded() ? 1 : 0)
                .description("1 while this instance keeps to the rates by itself, since Redis does not answer")
                .register(registry);
    }

    @Override
    public Health health() {
        return Health.up()
                .withDetail("rates", pace.isDegraded() ? "local" : "shared")
                .build();
    }
}
