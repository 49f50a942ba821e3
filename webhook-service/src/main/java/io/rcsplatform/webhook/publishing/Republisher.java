package io.rcsplatform.webhook.publishing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.webhook.raw.UnpublishedBatches;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks for unpublished batches, and shows how many there are. */
@Component
class Republisher {
    private static final Logger log = LoggerFactory.getLogger(Republisher.class);

    private final PublishAgain again;
    private final UnpublishedBatches batches;
    private final PublishingProperties properties;
    private final Clock clock;
    private volatile long unpublished;

    Republisher(
            PublishAgain again,
            UnpublishedBatches batches,
            PublishingProperties properties,
            Clock clock,
            MeterRegistry registry) {
        this.again = again;
        this.batches = batches;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("rcs.webhook.unpublished.batches", () -> unpublished)
                .description("Stored batches that the broker should have confirmed by now")
                .register(registry);
    }

    /** Returns whether there may be more to publish. */
    boolean republish() {
        int published = again.publishSome(properties.republishAfter());
        if (published > 0) {
            log.info("Published {} batches that had waited", published);
        }
        unpublished = batches.count(clock.instant().minus(properties.republishAfter()));
        return published == PublishAgain.SOME;
    }
}
