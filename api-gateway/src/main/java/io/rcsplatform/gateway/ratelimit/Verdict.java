package io.rcsplatform.gateway.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * @param left how many more requests may be made at once
 * @param full until nothing that was used is missing any more
 * @param next until a request may be made; zero where this one may
 */
record Verdict(Allowance allowance, boolean granted, long left, Duration full, Duration next) {
    static Verdict of(Allowance allowance, ConsumptionProbe probe) {
        return new Verdict(
                allowance,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
