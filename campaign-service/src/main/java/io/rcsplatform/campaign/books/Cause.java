package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.campaign.CampaignStatus;

/** Why a reconciliation record was written. */
public enum Cause {
    COMPLETED,
    CANCELLED,
    FAILED,
    /** Receipts that came later, or a correction, changed what the record before says. */
    CHANGED;

    /** @throws IllegalArgumentException for a campaign that goes on */
    public static Cause of(CampaignStatus end) {
        return switch (end) {
            case COMPLETED -> COMPLETED;
            case CANCELLED -> CANCELLED;
            case FAILED -> FAILED;
            case DRAFT, SCHEDULED, PLANNING, RUNNING, PAUSED, DRAINING ->
                throw new IllegalArgumentException("a campaign that is " + end + " has not ended");
        };
    }
}
