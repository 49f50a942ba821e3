package io.rcsplatform.domain.campaign;

import io.rcsplatform.domain.id.CampaignId;

/** A command does not fit the campaign's state. The code is part of the public API. */
public final class CampaignRefused extends RuntimeException {
    private final String code;

    CampaignRefused(CampaignId campaign, CampaignStatus status, String code, String detail) {
        super(campaign + " is " + status.name().toLowerCase(java.util.Locale.ROOT) + ": " + detail);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
