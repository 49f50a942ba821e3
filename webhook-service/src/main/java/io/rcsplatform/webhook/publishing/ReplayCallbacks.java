package io.rcsplatform.webhook.publishing;

import io.rcsplatform.webhook.raw.UnpublishedBatches;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** Publishes again what the callbacks of a span said. Consumers apply nothing twice, so it heals what was lost and changes nothing else. */
@Service
class ReplayCallbacks {
    private final UnpublishedBatches batches;

    ReplayCallbacks(UnpublishedBatches batches) {
        this.batches = batches;
    }

    /** Returns how many batches will be published again; that happens in the background. */
    int replay(Instant since, Instant until) {
        return batches.markUnpublished(since, until);
    }
}
