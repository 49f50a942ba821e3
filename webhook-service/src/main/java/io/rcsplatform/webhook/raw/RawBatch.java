package io.rcsplatform.webhook.raw;

import io.rcsplatform.domain.id.Uuid7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Callbacks that are stored together. Their ids are derived from the batch's, in their order. */
public record RawBatch(UUID id, List<RawCallback> callbacks) {
    public static RawBatch of(UUID id, List<Arrival> arrivals) {
        var at = Uuid7.instantOf(id);
        long fingerprint = Uuid7.fingerprint(id);
        var callbacks = new ArrayList<RawCallback>(arrivals.size());
        for (int n = 0; n < arrivals.size(); n++) {
            var arrival = arrivals.get(n);
            callbacks.add(new RawCallback(Uuid7.derive(at, n, fingerprint), arrival.account(), arrival.request()));
        }
        return new RawBatch(id, callbacks);
    }

    public Instant createdAt() {
        return Uuid7.instantOf(id);
    }

    /** Every id that a callback of this batch can have, were it that large. */
    static List<UUID> callbackIds(UUID batch, int callbacks) {
        var at = Uuid7.instantOf(batch);
        long fingerprint = Uuid7.fingerprint(batch);
        var ids = new ArrayList<UUID>(callbacks);
        for (int n = 0; n < callbacks; n++) {
            ids.add(Uuid7.derive(at, n, fingerprint));
        }
        return ids;
    }
}
