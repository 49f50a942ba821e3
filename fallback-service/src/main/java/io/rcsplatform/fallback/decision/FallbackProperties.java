package io.rcsplatform.fallback.decision;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param retentionDays how long a decision is kept; longer than any event can be replayed */
@ConfigurationProperties("rcs.fallback")
record FallbackProperties(@DefaultValue("90") int retentionDays) {
    FallbackProperties {
        if (retentionDays < 2) {
            throw new IllegalArgumentException(
                    "rcs.fallback.retention-days: at least 2, since events are replayed for a day; it is "
                            + retentionDays);
        }
    }
}
