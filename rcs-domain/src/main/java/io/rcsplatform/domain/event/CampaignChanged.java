package io.rcsplatform.domain.event;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's status changed.
 *
 * @param status in lower case, as the API shows it
 * @param version of the campaign after the change; a lower one that comes later is stale
 */
public record CampaignChanged(
        EventId id,
        TenantId tenantId,
        Instant occurredAt,
        CampaignId campaignId,
        String status,
        @Nullable String reason,
        long version)
        implements Event {
    public static final String SCHEMA = "campaign.changed.v1";

    @Override
    public String schema() {
        return SCHEMA;
    }
}
