package io.rcsplatform.dispatch.sending;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The batches that this instance is at work on. */
@Component
class Underway {
    private static final Logger log = LoggerFactory.getLogger(Underway.class);
    private static final Duration GRACE = Duration.ofSeconds(15);

    /** The one party beside the batches is whoever waits for them. */
    private final Phaser batches = new Phaser(1);

    Underway(MeterRegistry registry) {
        Gauge.builder("rcs.dispatch.batches.underway", batches, phaser -> phaser.getRegisteredParties() - 1.0)
                .description("Batches being worked on")
                .register(registry);
    }

    Entry enter() {
        batches.register();
        return batches::arriveAndDeregister;
    }

    void awaitNone() {
        try {
            batches.awaitAdvanceInterruptibly(batches.arrive(), GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "batches.left")
                    .log("{} batches are not finished after {}", batches.getRegisteredParties() - 1, GRACE);
        }
    }

    interface Entry extends AutoCloseable {
        @Override
        void close();
    }
}
