package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Goes on with a paused campaign. */
@Service
class ResumeCampaign {
    private final Campaigns campaigns;
    private final Clock clock;

    ResumeCampaign(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @Transactional
    public Campaign resume(TenantId tenant, CampaignId id) {
        var campaign = campaigns.get(tenant, id);
        return campaigns.append(campaign, campaign.resume(clock.instant()));
    }
}
