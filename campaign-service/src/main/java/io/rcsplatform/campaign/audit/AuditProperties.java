package io.rcsplatform.campaign.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param kept for how long entries are kept; the database gives none up that is younger than a year */
@ConfigurationProperties("rcs.audit")
record AuditProperties(@DefaultValue("730d") Duration kept) {
    private static final Duration LEAST = Duration.ofDays(366);

    AuditProperties {
        if (kept.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "RCS_AUDIT_KEPT (rcs.audit.kept) must be at least " + LEAST.toDays() + "d");
        }
    }
}
