package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What recording facts changed for the messages of one campaign.
 *
 * @param campaign null for messages without a campaign
 * @param changes of messages as a whole
 * @param legs that came to another state
 * @param duplicates legs that were accepted under a second provider id
 * @param smsSettled SMS legs that came to their first outcome
 */
public record Recorded(
        TenantId tenant,
        @Nullable CampaignId campaign,
        List<Change> changes,
        List<LegChange> legs,
        List<Leg> duplicates,
        int smsSettled) {

    /** Whether others need to hear of it. */
    public boolean isNews() {
        return !changes.isEmpty()
                || !duplicates.isEmpty()
                || smsSettled > 0
                || legs.stream().anyMatch(LegChange::failed);
    }
}
