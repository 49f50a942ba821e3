package io.rcsplatform.webhook.publishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param confirmWithin how long a provider waits for the broker's confirm; what is stored is answered then in any case
 * @param republishAfter how old a stored batch is before it counts as not published
 */
@ConfigurationProperties("rcs.webhook")
record PublishingProperties(
        @DefaultValue("2s") Duration confirmWithin,
        @DefaultValue("5s") Duration republishAfter) {
    PublishingProperties {
        if (republishAfter.compareTo(confirmWithin) <= 0) {
            throw new IllegalArgumentException(
                    "rcs.webhook.republish-after: more than rcs.webhook.confirm-within (" + confirmWithin + ")");
        }
    }
}
