package io.rcsplatform.domain.event;

import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody changed something through the API: an entry of the audit log. What names people is masked, and secrets are left out.
 *
 * @param tenantId whose log it belongs to
 * @param actor the API key, or the person by the name that their issuer has for them
 * @param address where the request came from, as the gateway saw it
 * @param action the method and the route
 * @param path the route with what stood in it
 * @param resource what was changed
 * @param before as JSON; null where there was nothing, or where it is not known
 * @param after as JSON, likewise
 */
public record WriteRecorded(
        EventId id,
        TenantId tenantId,
        Instant occurredAt,
        String actor,
        @Nullable String address,
        @Nullable String requestId,
        String action,
        String path,
        @Nullable String resource,
        @Nullable String before,
        @Nullable String after)
        implements Event {
    public static final String SCHEMA = "write.recorded.v1";

    @Override
    public String schema() {
        return SCHEMA;
    }
}
