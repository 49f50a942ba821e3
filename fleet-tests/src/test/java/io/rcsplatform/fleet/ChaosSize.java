package io.rcsplatform.fleet;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How much a run through chaos takes on: the short form by default, the long one with {@code RCS_CHAOS=long}.
 *
 * @param seed of all that is drawn; {@code RCS_CHAOS_SEED} repeats a run
 * @param ratePerSecond of all that is sent together
 * @param kills of each service
 * @param optOuts people who opt out, three times
 */
record ChaosSize(long seed, int recipients, int ratePerSecond, int kills, Duration redisGone, int optOuts) {
    static ChaosSize ofEnvironment() {
        return of(System.getenv());
    }

    private static ChaosSize of(Map<String, String> environment) {
        var seed = environment.get("RCS_CHAOS_SEED");
        long drawn =
                seed == null || seed.isBlank() ? ThreadLocalRandom.current().nextLong(1_000_000) : Long.parseLong(seed);
        return "long".equals(environment.get("RCS_CHAOS"))
                ? new ChaosSize(drawn, 100_000, 100, 20, Duration.ofMinutes(1), 3_334)
                : new ChaosSize(drawn, 4_000, 17, 1, Duration.ofSeconds(10), 60);
    }
}
