package io.rcsplatform.fallback.decision;

import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.FallbackRequest;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fallback requests of one campaign.
 *
 * @param cause the first of the events that they came with
 * @param campaign null for messages without a campaign
 */
record Asked(EventId cause, TenantId tenant, @Nullable CampaignId campaign, List<FallbackRequest> requests) {

    /** Those of these events, each event once. */
    static Collection<Asked> byCampaign(List<MessageEvents> events, Set<EventId> news) {
        var left = new HashSet<>(news);
        var byCampaign = new LinkedHashMap<Owner, Asked>();
        for (var event : events) {
            if (left.remove(event.id())) {
                byCampaign
                        .computeIfAbsent(
                                new Owner(event.tenantId(), event.campaignId()),
                                owner -> new Asked(event.id(), owner.tenant, owner.campaign, new ArrayList<>()))
                        .requests
                        .addAll(event.fallbacks());
            }
        }
        return byCampaign.values();
    }

    private record Owner(TenantId tenant, @Nullable CampaignId campaign) {}
}
