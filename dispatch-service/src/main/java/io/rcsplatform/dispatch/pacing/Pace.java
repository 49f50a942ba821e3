package io.rcsplatform.dispatch.pacing;

import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps senders within their rates. Where Redis does not answer, each instance paces by itself at the same rate, marked as degraded, and
 * tries Redis again after a while.
 */
public class Pace {
    private static final Logger log = LoggerFactory.getLogger(Pace.class);
    private static final long HEALTHY = Long.MIN_VALUE;

    private final TokenBucket shared;
    private final TokenBucket local;
    private final Duration cooldown;
    private final AtomicLong degradedSince = new AtomicLong(HEALTHY);
    private final AtomicLong retryAt = new AtomicLong();

    Pace(TokenBucket shared, TokenBucket local, Duration cooldown) {
        this.shared = shared;
        this.local = local;
        this.cooldown = cooldown;
    }

    /** Asks for tokens, at most a second's worth at once. Not granted means: ask again after the delay. */
    public Permit take(SenderId sender, int ratePerSecond, int tokens, Lane lane) {
        if (isDegraded() && System.nanoTime() - retryAt.get() < 0) {
            return local.take(sender, ratePerSecond, tokens, lane);
        }
        try {
            var permit = shared.take(sender, ratePerSecond, tokens, lane);
            if (degradedSince.getAndSet(HEALTHY) != HEALTHY) {
                log.atInfo()
                        .addKeyValue(LogFields.EVENT, "rates.shared")
                        .log("Redis answers again: rates are shared between instances");
            }
            return permit;
        } catch (RuntimeException e) {
            degrade(e);
            return local.take(sender, ratePerSecond, tokens, lane);
        }
    }

    public boolean isDegraded() {
        return degradedSince.get() != HEALTHY;
    }

    private void degrade(RuntimeException cause) {
        retryAt.set(System.nanoTime() + cooldown.toNanos());
        if (degradedSince.compareAndSet(HEALTHY, System.nanoTime())) {
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "rates.local")
                    .log("Redis does not answer, so this instance keeps to the rates by itself: {}", cause.toString());
        }
    }
}
