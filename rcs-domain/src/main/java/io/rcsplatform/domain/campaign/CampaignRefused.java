package io.rcsplatform.domain.campaign;

import io.rcsplatform.domain.id.CampaignId;
import java.util.Locale;

/** A command does not fit the campaign's state. The code is part of the public API. */
public final class CampaignRefused extends RuntimeException {
    private final String code;
    private final String action;

    CampaignRefused(CampaignId campaign, CampaignStatus status, String code, String detail, String action) {
        super(campaign + " is " + status.name().toLowerCase(Locale.ROOT) + ": " + detail);
        this.code = code;
        this.action = action;
    }

    public String code() {
        return code;
    }

    /** What whoever gave the command can do now. */
    public String action() {
        return action;
    }
}
