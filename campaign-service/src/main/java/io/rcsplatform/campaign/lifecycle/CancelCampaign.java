package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends a campaign for good. What is in flight still arrives and is counted. */
@Service
class CancelCampaign {
    private final Campaigns campaigns;
    private final Clock clock;

    CancelCampaign(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @Transactional
    public Campaign cancel(TenantId tenant, CampaignId id) {
        var campaign = campaigns.get(tenant, id);
        return campaigns.append(campaign, campaign.cancel(clock.instant()));
    }
}
