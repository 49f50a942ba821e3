package io.rcsplatform.domain.event;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Work for dispatch-service: one content for up to a few hundred recipients. The batch id is the same however often the batch is
 * fed, and so are the message ids in it.
 *
 * @param campaignId null for a message without a campaign
 * @param batchNumber the campaign's own number of this batch; null where it has none
 * @param variables the names whose values each recipient carries
 * @param deadline after it nothing of this batch is submitted any more
 * @param fallback null where a message that RCS does not bring stays undelivered
 * @param unknownPolicy null where the traffic class decides
 */
public record DispatchBatch(
        EventId id,
        TenantId tenantId,
        Instant occurredAt,
        BatchId batchId,
        @Nullable CampaignId campaignId,
        @Nullable Integer batchNumber,
        Channel channel,
        SenderRef sender,
        TrafficClass trafficClass,
        MessageContent content,
        List<String> variables,
        List<Recipient> recipients,
        Instant deadline,
        @Nullable FallbackPolicy fallback,
        @Nullable UnknownPolicy unknownPolicy)
        implements Event {
    public static final String SCHEMA = "dispatch.batch.v1";

    /** The same work for others of its recipients. */
    public DispatchBatch with(List<Recipient> others) {
        return new DispatchBatch(
                id,
                tenantId,
                occurredAt,
                batchId,
                campaignId,
                batchNumber,
                channel,
                sender,
                trafficClass,
                content,
                variables,
                others,
                deadline,
                fallback,
                unknownPolicy);
    }

    /** Whether its messages differ from the other's in nothing but whom they go to. */
    public boolean isLike(DispatchBatch other) {
        return tenantId.equals(other.tenantId)
                && Objects.equals(campaignId, other.campaignId)
                && channel == other.channel
                && sender.equals(other.sender)
                && trafficClass == other.trafficClass
                && content.equals(other.content)
                && variables.equals(other.variables)
                && deadline.equals(other.deadline)
                && Objects.equals(fallback, other.fallback)
                && unknownPolicy == other.unknownPolicy;
    }

    /** Whether a message whose answer was lost is sent again rather than not at all. */
    public boolean neverMisses() {
        return (unknownPolicy == null ? UnknownPolicy.usualFor(trafficClass) : unknownPolicy)
                == UnknownPolicy.NEVER_MISS;
    }

    @Override
    public String schema() {
        return SCHEMA;
    }
}
