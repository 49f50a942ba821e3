package io.rcsplatform.platform.messaging;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace over what is written down and taken up later, by whomever: what was caused belongs to the trace that caused it. Work
 * for several continues the trace of the first and links to the others'. A trace is carried in the W3C's form, {@code traceparent}.
 */
public final class Traces {
    private static final String TRACEPARENT = "traceparent";
    private static final int VERSION_TRACE_SPAN_FLAGS = 4;

    private final Tracer tracer;
    private final Propagator propagator;

    Traces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The trace that the current thread works for, sampled or not. */
    public @Nullable String current() {
        var context = tracer.currentTraceContext().context();
        return context == null ? null : traceparent(context);
    }

    /** As {@link #current}; null also where the trace is not sampled, so that it can be told for next to nothing. */
    public @Nullable String sampled() {
        var context = tracer.currentTraceContext().context();
        return context != null && Boolean.TRUE.equals(context.sampled()) ? traceparent(context) : null;
    }

    /** Works in a span of its own, which begins a trace where the current thread works for none. */
    public <T> T in(String name, Supplier<T> work) {
        return in(tracer.spanBuilder().name(name).start(), work);
    }

    /** Goes on with a trace. Without one it only does the work. */
    public <T> T within(@Nullable String traceparent, String name, Supplier<T> work) {
        return traceparent == null
                ? work.get()
                : in(continuing(traceparent).name(name).start(), work);
    }

    /** Does work that these traces have in common: in the first of them, with links to the others and to what is done now. */
    public <T> T joining(List<String> traceparents, String name, Supplier<T> work) {
        if (traceparents.isEmpty()) {
            return work.get();
        }
        var span = continuing(traceparents.getFirst()).name(name);
        traceparents.stream().skip(1).forEach(other -> link(span, other));
        linkToCurrent(span);
        return in(span.start(), work);
    }

    /** A span of the current trace, for the caller to end. */
    public Span.Builder child(String name) {
        return tracer.spanBuilder().name(name);
    }

    /** A span of that trace, with a link to what is done now. */
    public Span.Builder linked(String traceparent, String name) {
        var span = continuing(traceparent).name(name);
        linkToCurrent(span);
        return span;
    }

    public @Nullable String traceparent(Span span) {
        return traceparent(span.context());
    }

    private <T> T in(Span span, Supplier<T> work) {
        try (var _ = tracer.withSpan(span)) {
            return work.get();
        } catch (RuntimeException e) {
            span.tag("error", e.getClass().getSimpleName()); // its message may say more than a trace should show
            throw e;
        } finally {
            span.end();
        }
    }

    private @Nullable String traceparent(TraceContext context) {
        var headers = new HashMap<String, String>();
        propagator.inject(context, headers, (map, key, value) -> {
            if (map != null) {
                map.put(key, value);
            }
        });
        return headers.get(TRACEPARENT);
    }

    private Span.Builder continuing(String traceparent) {
        return propagator.extract(Map.of(TRACEPARENT, traceparent), (headers, key) -> headers.get(key));
    }

    private void linkToCurrent(Span.Builder span) {
        var now = sampled();
        if (now != null) {
            link(span, now);
        }
    }

    private void link(Span.Builder span, String traceparent) {
        var parts = traceparent.split("-", VERSION_TRACE_SPAN_FLAGS);
        span.addLink(new Link(tracer.traceContextBuilder()
                .traceId(parts[1])
                .spanId(parts[2])
                .sampled(true)
                .build()));
    }
}
