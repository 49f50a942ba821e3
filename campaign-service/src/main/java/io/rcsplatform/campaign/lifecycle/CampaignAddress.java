package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.platform.web.ApiProblem;

/** Reads a campaign's id from a path. What cannot be an id is the id of nothing. */
public final class CampaignAddress {
    private CampaignAddress() {}

    /** @throws ApiProblem 404 */
    public static CampaignId parse(String id) {
        try {
            return CampaignId.parse(id);
        } catch (IllegalArgumentException _) {
            throw ApiProblem.notFound("campaign", id);
        }
    }
}
