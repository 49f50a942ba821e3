package io.rcsplatform.webhook.publishing;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.webhook.raw.Unrecognised;
import java.util.List;
import java.util.UUID;

/** What the callbacks of one batch said. */
record BatchContent(UUID batchId, List<Publication> publications, List<Unrecognised> unrecognised) {
    sealed interface Publication {
        Destination destination();

        Event event();

        record Receipts(ReceiptsReceived event) implements Publication {
            @Override
            public Destination destination() {
                return Destination.RECEIPTS;
            }
        }

        record Inbound(InboundReceived event) implements Publication {
            @Override
            public Destination destination() {
                return Destination.INBOUND;
            }
        }
    }
}
