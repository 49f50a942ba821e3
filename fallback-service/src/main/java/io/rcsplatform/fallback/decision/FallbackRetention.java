package io.rcsplatform.fallback.decision;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets decisions so old that no event can ask for them again. */
@Component
class FallbackRetention {
    private static final Logger log = LoggerFactory.getLogger(FallbackRetention.class);

    private final FallbackDecisions decisions;
    private final FallbackProperties properties;
    private final Clock clock;

    FallbackRetention(FallbackDecisions decisions, FallbackProperties properties, Clock clock) {
        this.decisions = decisions;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT6H")
    void forgetOldDecisions() {
        int forgotten = decisions.forgetBefore(clock.instant().minus(Duration.ofDays(properties.retentionDays())));
        if (forgotten > 0) {
            log.info("Forgot {} decisions older than {} days", forgotten, properties.retentionDays());
        }
    }
}
