package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives a draft the time of its launch. */
@Service
class ScheduleCampaign {
    private static final Duration FURTHEST = Duration.ofDays(366);

    private final Campaigns campaigns;
    private final Clock clock;

    ScheduleCampaign(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @Transactional
    public Campaign schedule(TenantId tenant, CampaignId id, Instant launchAt) {
        var now = clock.instant();
        if (!launchAt.isAfter(now)) {
            throw ApiProblem.invalid("/launch_at", "wrong_time", "Must lie in the future; to start now, launch it");
        }
        if (launchAt.isAfter(now.plus(FURTHEST))) {
            throw ApiProblem.invalid("/launch_at", "wrong_time", "Must lie within a year");
        }
        var campaign = campaigns.get(tenant, id);
        return campaigns.append(campaign, campaign.schedule(launchAt.truncatedTo(ChronoUnit.MILLIS), now));
    }
}
