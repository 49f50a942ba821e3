package io.rcsplatform.dispatch.deadletter;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.DeadLetterId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that its consumer could not handle.
 *
 * @param queue the queue of that consumer, without the fleet's prefix
 * @param attempts how many times it was dead-lettered
 * @param decidedBy who replayed or discarded it last, and why; it may have failed again since
 */
record DeadLetter(
        DeadLetterId id,
        String queue,
        State state,
        @Nullable EventId eventId,
        @Nullable String eventType,
        @Nullable TenantId tenantId,
        String reason,
        int attempts,
        Instant firstDeadAt,
        Instant deadAt,
        @Nullable ApiKeyId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decidedWhy) {

    /** With all that is known of it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Whole(
            DeadLetter letter,
            @Nullable String stack,
            Map<String, Object> headers,
            @Nullable String contentType,
            byte[] payload) {

        /** Without the payload, which is personal data. */
        @Override
        public String toString() {
            return "Whole[" + letter + "]";
        }
    }

    /**
     * Which letters are meant; what is null does not matter.
     *
     * @param ids none: any
     */
    record Selection(
            @Nullable String queue,
            @Nullable State state,
            @Nullable String eventType,
            @Nullable TenantId tenant,
            List<DeadLetterId> ids) {}

    /** What somebody does about letters. */
    record Decision(State state, ApiKeyId by, @Nullable String why) {}
}
