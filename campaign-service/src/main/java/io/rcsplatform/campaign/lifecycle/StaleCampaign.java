package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.id.CampaignId;

/** Somebody else changed the campaign after it was read. */
public final class StaleCampaign extends RuntimeException {
    StaleCampaign(CampaignId campaign, Throwable cause) {
        super(campaign + " was changed by somebody else meanwhile", cause);
    }
}
