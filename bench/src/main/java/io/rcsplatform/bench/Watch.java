package io.rcsplatform.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Follows a campaign until it has completed and no receipt has come for a while. */
public final class Watch {
    private static final List<String> ENDS = List.of("completed", "cancelled", "failed");
    private static final List<String> COUNTS =
            List.of("sent", "delivered", "read", "failed", "expired", "unknown", "skipped", "fallback");

    private final PlatformClient platform;
    private final Duration interval;
    private final Duration quiet;

    /** @param quiet how long nothing may change before the campaign counts as settled */
    public Watch(PlatformClient platform, Duration interval, Duration quiet) {
        this.platform = platform;
        this.interval = interval;
        this.quiet = quiet;
    }

    /**
     * @param lastChange when a count moved for the last time
     */
    public record Settled(JsonNode metrics, Instant lastChange) {}

    /** @throws PlatformFailed when the campaign does not settle within the limit */
    public Settled untilSettled(String campaign, Duration limit, Consumer<JsonNode> onLook) {
        var giveUp = Instant.now().plus(limit);
        var lastChange = Instant.now();
        var last = "";
        while (true) {
            var metrics = platform.get("/campaigns/" + campaign + "/metrics");
            var now = Instant.now();
            onLook.accept(metrics);
            var fingerprint = fingerprint(metrics);
            if (!fingerprint.equals(last)) {
                last = fingerprint;
                lastChange = now;
            }
            boolean ended = ENDS.contains(metrics.path("status").asString());
            if (ended && Duration.between(lastChange, now).compareTo(quiet) >= 0) {
                return new Settled(metrics, lastChange);
            }
            if (now.isAfter(giveUp)) {
                throw new PlatformFailed(
                        "Campaign " + campaign + " has not settled within " + limit.toSeconds() + " s: " + metrics,
                        null);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(interval.toMillis()));
        }
    }

    private static String fingerprint(JsonNode metrics) {
        var text = new StringBuilder(metrics.path("status").asString());
        for (var count : COUNTS) {
            text.append(' ').append(metrics.path(count).asLong());
        }
        return text.toString();
    }
}
