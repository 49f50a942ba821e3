package io.rcsplatform.domain.event;

import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed for messages of one campaign, written in the transaction of the change.
 *
 * @param campaignId null for messages without a campaign
 * @param completed set once the batch that these changes came from is worked off, but for what is tried again later; may come again after a feed-again
 * @param fallbacks legs that ended undelivered where the sender asked for a fallback
 * @param duplicates submissions that a provider accepted for legs that it had accepted before; should always be 0
 * @param smsSettled SMS legs that came to their first outcome with this event, whether or not that changed the message as a whole; a
 *     leg counts once in its life. Tells when every SMS that was ordered has an outcome
 * @param putOff set where a batch waits since its provider is out of order; may come again
 */
public record MessageEvents(
        EventId id,
        TenantId tenantId,
        Instant occurredAt,
        @Nullable CampaignId campaignId,
        List<Change> changes,
        @Nullable BatchCompleted completed,
        List<FallbackRequest> fallbacks,
        int duplicates,
        int smsSettled,
        @Nullable BatchPutOff putOff)
        implements Event {
    public static final String SCHEMA = "message.events.v1";

    @Override
    public String schema() {
        return SCHEMA;
    }

    /**
     * The message as a whole went from one outcome to another. Counting {@code to} up and {@code from} down keeps totals exact.
     *
     * @param channel of the leg that caused the change
     * @param from null where the message had no outcome before
     * @param fromReason the reason that {@code from} had
     * @param deliveredTwice true on the change that made both legs arrive
     */
    public record Change(
            MessageId messageId,
            Channel channel,
            @Nullable MessageState from,
            @Nullable Reason fromReason,
            MessageState to,
            @Nullable Reason reason,
            Instant at,
            boolean deliveredTwice) {}

    /**
     * @param recipients how many the batch held; the credit that comes back
     * @param deferred how many of them are tried again later and have no outcome so far; 0 where a batch is announced again
     */
    public record BatchCompleted(BatchId batchId, @Nullable Integer batchNumber, int recipients, int deferred) {}

    /** @param batchNumber the campaign's own number of the batch; null where it has none */
    public record BatchPutOff(BatchId batchId, @Nullable Integer batchNumber) {}

    /**
     * All that fallback-service needs to send the SMS leg, for recipients of one batch.
     *
     * @param unknownPolicy as the batch had it
     */
    public record FallbackRequest(
            BatchId batchId,
            FallbackPolicy policy,
            TrafficClass trafficClass,
            List<String> variables,
            List<Recipient> recipients,
            Instant deadline,
            @Nullable UnknownPolicy unknownPolicy) {}
}
