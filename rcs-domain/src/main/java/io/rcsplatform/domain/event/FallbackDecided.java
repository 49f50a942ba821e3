package io.rcsplatform.domain.event;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided on fallback requests. Each message is decided once. */
public record FallbackDecided(
        EventId id,
        TenantId tenantId,
        Instant occurredAt,
        @Nullable CampaignId campaignId,
        List<Decision> decisions) implements Event {
    public static final String SCHEMA = "fallback.decided.v1";

    @Override
    public String schema() {
        return SCHEMA;
    }

    /** @param declined why no SMS was ordered; null where one was */
    public record Decision(MessageId messageId, @Nullable Reason declined) {}
}
