package io.rcsplatform.dispatch.inspection;

import io.rcsplatform.domain.id.EventId;
import java.util.List;

/**
 * What the ledger counts for a campaign, and the events that came with it: as they were at one instant, so that the effects of exactly
 * these events, and of those too old to be kept, are in the totals.
 */
record Statement(Totals totals, List<EventId> events) {
    Statement {
        events = List.copyOf(events);
    }
}
