package io.rcsplatform.gateway.ratelimit;

import java.time.Duration;

/** A bucket: one period's worth of requests at most, filled evenly. Its name holds the rate, so that another rate is another bucket. */
record Allowance(String owner, Kind kind, int requests, Duration period) {
    static Allowance perSecond(String owner, Kind kind, int requests) {
        return new Allowance(owner, kind, requests, Duration.ofSeconds(1));
    }

    String name() {
        return "rcs:limit:" + owner + ":" + kind.label() + ":" + requests;
    }
}
