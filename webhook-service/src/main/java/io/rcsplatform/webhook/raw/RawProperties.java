package io.rcsplatform.webhook.raw;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param retentionDays how many days raw callbacks are kept, beside today */
@ConfigurationProperties("rcs.webhook")
record RawProperties(@DefaultValue("30") int retentionDays) {
    RawProperties {
        if (retentionDays < 2) {
            throw new IllegalArgumentException(
                    "rcs.webhook.retention-days: at least 2, since yesterday's callbacks may be"
                            + " unpublished still; it is " + retentionDays);
        }
    }
}
