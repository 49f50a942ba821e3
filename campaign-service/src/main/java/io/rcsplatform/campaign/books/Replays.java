package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;

/** Port: the other services' outboxes. What is published again is applied by nobody twice. */
interface Replays {
    /**
     * Has what was written about a campaign since then published again.
     *
     * @return how many events
     * @throws Unanswered when the service that wrote them cannot be asked for now
     */
    int ask(Destination destination, TenantId tenant, CampaignId campaign, Instant since);
}
