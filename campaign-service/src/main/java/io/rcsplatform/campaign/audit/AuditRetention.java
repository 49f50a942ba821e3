package io.rcsplatform.campaign.audit;

import org.springframework.stereotype.Component;

/** Gives up entries that have been kept for long enough, a bounded number at a time. */
@Component
public class AuditRetention {
    private static final int AT_A_TIME = 2_000;

    private final AuditEntries entries;
    private final AuditProperties properties;

    AuditRetention(AuditEntries entries, AuditProperties properties) {
        this.entries = entries;
        this.properties = properties;
    }

    /** Whether there may be more. */
    public boolean forget() {
        return entries.forget(properties.kept(), AT_A_TIME) == AT_A_TIME;
    }
}
