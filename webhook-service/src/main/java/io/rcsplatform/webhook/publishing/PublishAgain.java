package io.rcsplatform.webhook.publishing;

import io.rcsplatform.webhook.raw.UnpublishedBatches;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Publishes batches that were stored but not confirmed: after an outage of the broker, after a crash, or because a replay was asked for.
 * Instances share them.
 */
@Service
class PublishAgain {
    static final int SOME = 8;

    private static final Logger log = LoggerFactory.getLogger(PublishAgain.class);

    private final UnpublishedBatches batches;
    private final PublishCallbacks publishing;
    private final Settlements settlements;
    private final Clock clock;

    PublishAgain(UnpublishedBatches batches, PublishCallbacks publishing, Settlements settlements, Clock clock) {
        this.batches = batches;
        this.publishing = publishing;
        this.settlements = settlements;
        this.clock = clock;
    }

    /** Returns how many of the oldest batches it could publish. */
    @Transactional
    int publishSome(Duration age) {
        var published = confirmed(batches.claim(clock.instant().minus(age), SOME).stream()
                .map(publishing::publish)
                .toList());
        if (!published.isEmpty()) {
            settlements.settle(published);
        }
        return published.size();
    }

    private static List<BatchContent> confirmed(List<CompletableFuture<BatchContent>> publishing) {
        var confirmed = new ArrayList<BatchContent>();
        for (var batch : publishing) {
            try {
                confirmed.add(batch.join());
            } catch (CompletionException e) {
                log.debug("A batch could not be published yet", e);
            }
        }
        return confirmed;
    }
}
