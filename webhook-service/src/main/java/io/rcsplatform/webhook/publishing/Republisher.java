package io.rcsplatform.webhook.publishing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.platform.logging.LogFields;
import io.rcsplatform.webhook.raw.UnpublishedBatches;
import io.rcsplatform.webhook.raw.UnpublishedBatches.Backlog;
import java.time.Clock;
import java.time.Duration;
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
    private volatile Backlog unpublished = Backlog.NONE;

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
        Gauge.builder("rcs.webhook.unpublished.batches", () -> unpublished.batches())
                .description("Stored batches that the broker should have confirmed by now")
                .register(registry);
        Gauge.builder("rcs.webhook.unpublished.age", this::ageSeconds)
                .baseUnit("seconds")
                .description("Age of the oldest of them")
                .register(registry);
    }

    private double ageSeconds() {
        var oldest = unpublished.oldest();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }

    /** Returns whether there may be more to publish. */
    boolean republish() {
        int published = again.publishSome(properties.republishAfter());
        if (published > 0) {
            log.atInfo()
                    .addKeyValue(LogFields.EVENT, "callbacks.published_late")
                    .log("Published {} batches that had waited", published);
        }
        unpublished = batches.backlog(clock.instant().minus(properties.republishAfter()));
        return published == PublishAgain.SOME;
    }
}
