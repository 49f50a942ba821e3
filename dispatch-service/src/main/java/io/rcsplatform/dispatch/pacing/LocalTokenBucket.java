package io.rcsplatform.dispatch.pacing;

import io.rcsplatform.domain.id.SenderId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** This instance's own bucket, for while the shared one cannot be had. */
final class LocalTokenBucket implements TokenBucket {
    private final Map<SenderId, AtomicLong> levelAt = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    LocalTokenBucket(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Permit take(SenderId sender, int ratePerSecond, int tokens, Lane lane) {
        long now = nanoTime.getAsLong() / 1000;
        long cost = tokens * 1_000_000L / ratePerSecond;
        var level = levelAt.computeIfAbsent(sender, _ -> new AtomicLong(now - CREDIT_MICROS));
        while (true) {
            long was = level.get();
            long from = Math.max(was, now - CREDIT_MICROS);
            long wait = Math.max(0, from - now);
            if (wait > 0 && lane == Lane.BULK) {
                return Permit.of(false, wait);
            }
            if (level.compareAndSet(was, from + cost)) {
                return Permit.of(true, wait);
            }
        }
    }
}
