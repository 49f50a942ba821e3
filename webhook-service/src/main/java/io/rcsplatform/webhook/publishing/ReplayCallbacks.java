package io.rcsplatform.webhook.publishing;

import io.rcsplatform.webhook.raw.UnpublishedBatches;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Publishes again what the callbacks of a span said. Consumers apply nothing twice, so it heals what was lost and changes nothing else. */
@Service
class ReplayCallbacks {
    private final UnpublishedBatches batches;
    private final Clock clock;

    ReplayCallbacks(UnpublishedBatches batches, Clock clock) {
        this.batches = batches;
        this.clock = clock;
    }

    /** Returns how many batches will be published again; that happens in the background. */
    int replay(Instant since, @Nullable Instant until) {
        return batches.markUnpublished(since, until == null ? clock.instant() : until);
    }
}
