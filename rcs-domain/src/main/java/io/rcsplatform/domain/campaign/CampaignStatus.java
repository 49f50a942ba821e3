package io.rcsplatform.domain.campaign;

/** Where a campaign stands. */
public enum CampaignStatus {
    DRAFT,
    /** Waits for its time. */
    SCHEDULED,
    /** Launched; its audience is being frozen into recipients. */
    PLANNING,
    RUNNING,
    PAUSED,
    /** Everything is handed over; outcomes and fallbacks are still coming in. */
    DRAINING,
    COMPLETED,
    CANCELLED,
    FAILED;

    public boolean isEnd() {
        return this == COMPLETED || this == CANCELLED || this == FAILED;
    }
}
