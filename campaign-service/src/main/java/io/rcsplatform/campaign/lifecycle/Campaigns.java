package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignEvent;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignCreated;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.util.List;

/** Port: all campaigns by their histories. */
public interface Campaigns {
    Campaign create(CampaignCreated created);

    /**
     * Reads a campaign to change it: within a transaction, whoever else wants to change it waits.
     *
     * @throws io.rcsplatform.platform.web.ApiProblem 404 when this tenant has no such campaign
     */
    Campaign get(TenantId tenant, CampaignId id);

    /**
     * Adds to the history of the campaign as it was read, and announces each change of status.
     *
     * @return the campaign after these events
     * @throws StaleCampaign when the history has grown since
     */
    Campaign append(Campaign campaign, List<? extends CampaignEvent> events);

    /** In order, oldest first. */
    List<Recorded> history(TenantId tenant, CampaignId id);

    /** @param type the literal name that the event is stored under */
    record Recorded(long sequence, String type, CampaignEvent event) {}
}
