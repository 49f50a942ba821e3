package io.rcsplatform.platform.messaging;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries a trace over the outbox: what an event caused belongs to the trace that wrote it, not to the relay's. */
class Traces {
    private static final String TRACEPARENT = "traceparent";

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    Traces(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Nullable
    String current() {
        if (tracer == null || propagator == null) {
            return null;
        }
        var context = tracer.currentTraceContext().context();
        if (context == null) {
            return null;
        }
        var headers = new HashMap<String, String>();
        propagator.inject(context, headers, (map, key, value) -> {
            if (map != null) {
                map.put(key, value);
            }
        });
        return headers.get(TRACEPARENT);
    }

    <T> T within(@Nullable String traceparent, Supplier<T> work) {
        if (tracer == null || propagator == null || traceparent == null) {
            return work.get();
        }
        var span = propagator
                .extract(Map.of(TRACEPARENT, traceparent), (headers, key) -> headers.get(key))
                .name("outbox relay")
                .start();
        try (var _ = tracer.withSpan(span)) {
            return work.get();
        } finally {
            span.end();
        }
    }
}
