package io.rcsplatform.dispatch.deadletter;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.DeadLetterId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as a list shows it.
 *
 * @param destination the exchange that it was published to; null where the fleet has no such queue any more
 * @param group the consumer that could not handle it; likewise
 * @param firstDeadAt when it was found the first time
 * @param deadAt when it was found the last time
 * @param decision what was done about it last; it is open all the same where it failed again since
 */
record DeadLetterView(
        DeadLetterId id,
        State state,
        String queue,
        @Nullable String destination,
        @Nullable String group,
        @Nullable EventId eventId,
        @Nullable String eventType,
        @Nullable TenantId tenantId,
        String reason,
        int attempts,
        Instant firstDeadAt,
        Instant deadAt,
        @Nullable DecisionView decision) {

    static DeadLetterView of(DeadLetter letter) {
        var queue = ConsumerQueue.named(letter.queue());
        return new DeadLetterView(
                letter.id(),
                letter.state(),
                letter.queue(),
                queue.map(ConsumerQueue::destination).map(Destination::address).orElse(null),
                queue.map(ConsumerQueue::group).orElse(null),
                letter.eventId(),
                letter.eventType(),
                letter.tenantId(),
                letter.reason(),
                letter.attempts(),
                letter.firstDeadAt(),
                letter.deadAt(),
                DecisionView.of(letter));
    }

    /** @param by the API key of whoever decided */
    record DecisionView(ApiKeyId by, Instant at, @Nullable String reason) {
        static @Nullable DecisionView of(DeadLetter letter) {
            var by = letter.decidedBy();
            var at = letter.decidedAt();
            return by == null || at == null ? null : new DecisionView(by, at, letter.decidedWhy());
        }
    }
}
