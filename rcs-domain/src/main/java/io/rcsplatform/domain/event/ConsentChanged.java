package io.rcsplatform.domain.event;

import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.Instant;
import java.util.List;

/** People of one tenant opted out or in. Of two entries for one number the later holds, and of two at one instant the opt-out. */
public record ConsentChanged(EventId id, TenantId tenantId, Instant occurredAt, List<Entry> entries) implements Event {
    public static final String SCHEMA = "consent.changed.v1";

    @Override
    public String schema() {
        return SCHEMA;
    }

    public record Entry(PhoneNumber number, ConsentState state, Instant at) {}
}
