package io.rcsplatform.campaign.audience.importing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of imports.
 *
 * @param maxSize of a file
 * @param maxRows of a file
 * @param abandonedAfter an upload that no instance has been receiving for so long has failed
 * @param workers how many imports one instance merges at the same time
 */
@ConfigurationProperties("rcs.imports")
record ImportProperties(
        @DefaultValue("1GB") DataSize maxSize,
        @DefaultValue("5000000") long maxRows,
        @DefaultValue("30s") Duration abandonedAfter,
        @DefaultValue("2") int workers) {
    ImportProperties {
        if (maxSize.toBytes() < 1) {
            throw new IllegalArgumentException("rcs.imports.max-size must be positive");
        }
        if (maxRows < 1) {
            throw new IllegalArgumentException("rcs.imports.max-rows must be positive");
        }
        if (abandonedAfter.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("rcs.imports.abandoned-after must be at least 1s");
        }
        if (workers < 1) {
            throw new IllegalArgumentException("rcs.imports.workers must be at least 1");
        }
    }
}
