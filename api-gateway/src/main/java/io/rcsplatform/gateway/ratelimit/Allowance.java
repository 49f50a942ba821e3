package io.rcsplatform.gateway.ratelimit;

/** A bucket: a second's worth of requests at most, filled evenly. Its name holds the rate, so that another rate is another bucket. */
record Allowance(String owner, Kind kind, int perSecond) {
    String name() {
        return "rcs:limit:" + owner + ":" + kind.label() + ":" + perSecond;
    }
}
