package io.rcsplatform.webhook.publishing;

import io.rcsplatform.webhook.raw.UnpublishedBatches;
import io.rcsplatform.webhook.raw.UnrecognisedCallbacks;
import java.time.Clock;
import java.util.Collection;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records which batches the broker has confirmed, and what in them was not understood. */
@Component
class Settlements {
    private final UnpublishedBatches batches;
    private final UnrecognisedCallbacks unrecognised;
    private final Clock clock;
    private final ContentMetrics metrics;

    Settlements(UnpublishedBatches batches, UnrecognisedCallbacks unrecognised, Clock clock, ContentMetrics metrics) {
        this.batches = batches;
        this.unrecognised = unrecognised;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Transactional
    void settle(Collection<BatchContent> published) {
        var now = clock.instant();
        batches.markPublished(published.stream().map(BatchContent::batchId).toList(), now);
        unrecognised.add(
                published.stream()
                        .flatMap(content -> content.unrecognised().stream())
                        .toList(),
                now);
        published.forEach(metrics::count);
    }
}
