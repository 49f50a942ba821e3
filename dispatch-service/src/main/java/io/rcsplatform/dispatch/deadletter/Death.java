package io.rcsplatform.dispatch.deadletter;

import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it lies in a dead-letter queue.
 *
 * @param fingerprint the same however often this message dies
 * @param event null where the message names none
 * @param headers those that it was published with, and what the broker and its consumer noted beside the reason
 * @param attempt how many times it has died, this time included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Death(
        ConsumerQueue queue,
        String fingerprint,
        @Nullable EventId event,
        @Nullable String eventType,
        @Nullable TenantId tenant,
        String reason,
        @Nullable String stack,
        Map<String, Object> headers,
        @Nullable String contentType,
        byte[] payload,
        int attempt) {

    /** Without the payload, which is personal data. */
    @Override
    public String toString() {
        return "Death[" + queue.name() + ", " + fingerprint + ", attempt " + attempt + "]";
    }
}
