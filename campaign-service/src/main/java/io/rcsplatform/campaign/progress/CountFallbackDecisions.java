package io.rcsplatform.campaign.progress;

import io.rcsplatform.campaign.lifecycle.Doorbell;
import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.platform.messaging.Inbox;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts what became of fallback requests, each event once. */
@Service
class CountFallbackDecisions {
    private static final String CONSUMER = "progress";

    private final Inbox inbox;
    private final CampaignCounters counters;
    private final Doorbell doorbell;

    CountFallbackDecisions(Inbox inbox, CampaignCounters counters, Doorbell doorbell) {
        this.inbox = inbox;
        this.counters = counters;
        this.doorbell = doorbell;
    }

    @Transactional
    void count(FallbackDecided event) {
        var campaign = event.campaignId();
        if (campaign == null || !inbox.firstTime(CONSUMER, event.id())) {
            return;
        }
        counters.add(event.tenantId(), campaign, Counts.of(event));
        doorbell.ringAfterCommit(Doorbell.Occasion.PROGRESS_MADE);
    }
}
