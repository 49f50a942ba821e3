package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.domain.event.WriteRecorded;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.json.EventJson;
import org.jspecify.annotations.Nullable;

/**
 * An event in its wire form.
 *
 * @param tenant null where the contract has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outgoing(
        Destination destination,
        EventId id,
        String type,
        @Nullable TenantId tenant,
        byte[] payload) {

    static Outgoing of(Destination destination, Event event, EventJson json) {
        return new Outgoing(destination, event.id(), event.schema(), tenantOf(event), json.write(event));
    }

    private static @Nullable TenantId tenantOf(Event event) {
        return switch (event) {
            case CampaignChanged e -> e.tenantId();
            case ConsentChanged e -> e.tenantId();
            case DispatchBatch e -> e.tenantId();
            case FallbackDecided e -> e.tenantId();
            case MessageEvents e -> e.tenantId();
            case WriteRecorded e -> e.tenantId();
            case InboundReceived _, ReceiptsReceived _ -> null;
        };
    }
}
