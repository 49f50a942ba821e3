package io.rcsplatform.gateway.ratelimit;

import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts with all gateways together, or, while Redis does not answer, for this one alone, at the same rates. */
class Limiter {
    private static final Logger log = LoggerFactory.getLogger(Limiter.class);
    private static final long SHARED = Long.MIN_VALUE;

    private final Buckets shared;
    private final Buckets local;
    private final Duration cooldown;
    private final AtomicLong aloneUntil = new AtomicLong(SHARED);

    Limiter(Buckets shared, Buckets local, Duration cooldown) {
        this.shared = shared;
        this.local = local;
        this.cooldown = cooldown;
    }

    Verdict take(Allowance allowance) {
        long until = aloneUntil.get();
        if (until != SHARED && System.nanoTime() - until < 0) {
            return local.take(allowance);
        }
        try {
            var verdict = shared.take(allowance);
            if (until != SHARED && aloneUntil.compareAndSet(until, SHARED)) {
                log.atInfo()
                        .addKeyValue(LogFields.EVENT, "rates.shared")
                        .log("Redis answers again: limits are counted by all gateways together");
            }
            return verdict;
        } catch (RuntimeException e) {
            if (aloneUntil.getAndSet(System.nanoTime() + cooldown.toNanos()) == SHARED) {
                log.atWarn()
                        .addKeyValue(LogFields.EVENT, "rates.local")
                        .log("Redis does not answer, so this gateway counts by itself: {}", e.toString());
            }
            return local.take(allowance);
        }
    }

    boolean isAlone() {
        return aloneUntil.get() != SHARED;
    }
}
