package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stops handing a campaign's messages over. What is in flight still arrives. */
@Service
class PauseCampaign {
    private final Campaigns campaigns;
    private final Clock clock;

    PauseCampaign(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @Transactional
    public Campaign pause(TenantId tenant, CampaignId id, String reason) {
        var campaign = campaigns.get(tenant, id);
        return campaigns.append(campaign, campaign.pause(reason, clock.instant()));
    }
}
