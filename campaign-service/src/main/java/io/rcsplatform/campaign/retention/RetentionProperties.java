package io.rcsplatform.campaign.retention;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things are kept, in days.
 *
 * @param recipients the frozen audience of a campaign that has ended, from its launch on; no longer than dispatch-service's ledger, which
 *     it is compared with
 * @param inbound what people wrote
 */
@ConfigurationProperties("rcs.campaign.retention-days")
record RetentionProperties(
        @DefaultValue("180") int recipients,
        @DefaultValue("730") int inbound) {
    RetentionProperties {
        if (recipients < 1 || inbound < 1) {
            throw new IllegalArgumentException("rcs.campaign.retention-days: recipients and inbound need at least 1");
        }
    }
}
