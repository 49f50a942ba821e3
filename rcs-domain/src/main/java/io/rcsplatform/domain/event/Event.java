package io.rcsplatform.domain.event;

import io.rcsplatform.domain.id.EventId;
import java.time.Instant;

/** What every published event carries. Consumers apply one id once and ignore fields they do not know. */
public sealed interface Event
        permits CampaignChanged,
                ConsentChanged,
                DispatchBatch,
                FallbackDecided,
                InboundReceived,
                MessageEvents,
                ReceiptsReceived,
                WriteRecorded {
    /** The literal name and version of this contract, such as {@code dispatch.batch.v1}; never a class name. */
    String schema();

    EventId id();

    Instant occurredAt();
}
