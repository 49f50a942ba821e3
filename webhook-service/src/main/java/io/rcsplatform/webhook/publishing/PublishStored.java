package io.rcsplatform.webhook.publishing;

import io.rcsplatform.webhook.raw.RawBatch;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Publishes batches as they are stored. That they were published is recorded a little later, many at a time. */
@Component
public class PublishStored {
    private static final Logger log = LoggerFactory.getLogger(PublishStored.class);
    private static final int SOME = 1000;
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("publish").start(task);

    private final PublishCallbacks publishing;
    private final BrokerState broker;
    private final Settlements settlements;
    private final PublishingProperties properties;
    private final ConcurrentLinkedQueue<BatchContent> published = new ConcurrentLinkedQueue<>();

    PublishStored(
            PublishCallbacks publishing, BrokerState broker, Settlements settlements, PublishingProperties properties) {
        this.publishing = publishing;
        this.broker = broker;
        this.settlements = settlements;
        this.properties = properties;
    }

    /**
     * The future completes normally, and in good time: when the broker has confirmed, or when it is not worth waiting for any longer and
     * the batch is left to be published again.
     */
    public CompletableFuture<Void> publish(RawBatch batch) {
        if (!broker.confirming()) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(
                        () -> published.add(publishing.publish(batch).join()), THREADS)
                .copy()
                .orTimeout(properties.confirmWithin().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(this::notWorthWaiting);
    }

    private @Nullable Void notWorthWaiting(Throwable failure) {
        broker.failed(failure);
        return null;
    }

    /** Records what was confirmed since the last time; returns whether there may be more. */
    boolean settle() {
        var batches = new ArrayList<BatchContent>();
        for (int n = 0; n < SOME && !published.isEmpty(); n++) {
            batches.add(published.remove());
        }
        if (batches.isEmpty()) {
            return false;
        }
        try {
            settlements.settle(batches);
        } catch (RuntimeException e) {
            published.addAll(batches);
            throw e;
        }
        return batches.size() == SOME;
    }

    /** What is lost here is published once more after the next start. */
    @PreDestroy
    void settleAll() {
        while (settle()) {
            log.debug("Recorded {} published batches", SOME);
        }
    }
}
