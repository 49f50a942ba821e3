package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.id.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes a new draft down, once everything that it refers to is there and fits together. */
@Service
class CreateCampaign {
    private final Campaigns campaigns;
    private final DraftCheck check;
    private final Ids ids;
    private final Clock clock;

    CreateCampaign(Campaigns campaigns, DraftCheck check, Ids ids, Clock clock) {
        this.campaigns = campaigns;
        this.check = check;
        this.ids = ids;
        this.clock = clock;
    }

    record Created(Campaign campaign, Instant at) {}

    @Transactional
    public Created create(TenantId tenant, Draft draft) {
        var settings = check.settings(tenant, draft);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var campaign = campaigns.create(Campaign.create(new CampaignId(ids.draw()), tenant, settings, now));
        return new Created(campaign, now);
    }
}
