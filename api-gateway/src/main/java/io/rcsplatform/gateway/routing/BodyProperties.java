package io.rcsplatform.gateway.routing;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a request's body may be, and how slow.
 *
 * @param limit for all paths that have none of their own
 * @param limits by the beginnings of paths
 * @param slowest how much must come in a second on average
 * @param patience from when on that is asked for
 */
@ConfigurationProperties("rcs.gateway.bodies")
record BodyProperties(
        @DefaultValue("1MB") DataSize limit,
        @DefaultValue Map<String, DataSize> limits,
        @DefaultValue("1KB") DataSize slowest,
        @DefaultValue("20s") Duration patience) {

    long limitOf(String path) {
        return limits.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(limit)
                .toBytes();
    }
}
