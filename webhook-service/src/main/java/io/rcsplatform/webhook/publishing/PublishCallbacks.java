package io.rcsplatform.webhook.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.platform.messaging.Publisher;
import io.rcsplatform.platform.messaging.Traces;
import io.rcsplatform.webhook.publishing.BatchContent.Publication;
import io.rcsplatform.webhook.raw.RawBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a stored batch and publishes what it said, confirmed. */
@Component
class PublishCallbacks {
    private final ReadCallbacks reading;
    private final Publisher publisher;
    private final BrokerState broker;
    private final Traces traces;
    private final Timer latency;

    PublishCallbacks(
            ReadCallbacks reading, Publisher publisher, BrokerState broker, Traces traces, MeterRegistry registry) {
        this.reading = reading;
        this.publisher = publisher;
        this.broker = broker;
        this.traces = traces;
        latency = Timer.builder("rcs.webhook.publish")
                .description("From a stored batch until the broker has confirmed all its events")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** The future fails when the broker did not confirm all of it. */
    CompletableFuture<BatchContent> publish(RawBatch batch) {
        long start = System.nanoTime();
        var content = reading.read(batch);
        if (content.publications().isEmpty()) {
            return CompletableFuture.completedFuture(content);
        }
        var confirms = traces.in(
                "callbacks",
                () -> content.publications().stream().map(this::publish).toArray(CompletableFuture[]::new));
        return CompletableFuture.allOf(confirms)
                .whenComplete((_, failure) -> took(start, failure))
                .thenApply(_ -> content);
    }

    private CompletableFuture<Void> publish(Publication publication) {
        return publisher.publishAsync(publication.destination(), publication.event());
    }

    private void took(long start, @Nullable Throwable failure) {
        if (failure == null) {
            latency.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            broker.confirmed();
        } else {
            broker.failed(failure);
        }
    }
}
