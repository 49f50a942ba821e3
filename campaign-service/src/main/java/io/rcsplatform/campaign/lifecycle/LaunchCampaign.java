package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts a campaign at once. Its audience is what it is now. */
@Service
class LaunchCampaign {
    private final Campaigns campaigns;
    private final CampaignReferences references;
    private final Clock clock;

    LaunchCampaign(Campaigns campaigns, CampaignReferences references, Clock clock) {
        this.campaigns = campaigns;
        this.references = references;
        this.clock = clock;
    }

    /** @param ifVersion the only version that may be launched; null for any */
    @Transactional
    public Campaign launch(TenantId tenant, CampaignId id, @Nullable Long ifVersion) {
        var campaign = campaigns.get(tenant, id);
        if (ifVersion != null && ifVersion != campaign.version()) {
            throw ApiProblem.stale(id + " is at version " + campaign.version() + ".");
        }
        var events = campaign.launch(clock.instant());
        if (references.isEmptyAudience(tenant, campaign.settings().audience())) {
            throw ApiProblem.conflict(
                    "audience_empty",
                    id + " would reach nobody: its audience "
                            + campaign.settings().audience() + " has no contacts.",
                    "Add contacts to the audience, or import some, and launch again.");
        }
        return campaigns.append(campaign, events);
    }
}
