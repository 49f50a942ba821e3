package io.rcsplatform.dispatch.sending;

import io.micrometer.tracing.Span;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.platform.messaging.Traces;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The calls to the provider in the trace of their batch. The first ones of a batch stand for all: a trace of a million calls could be
 * neither kept nor read.
 */
final class CallSpans {
    private static final int OF_A_BATCH = 20;

    private final Traces traces;
    private final DispatchBatch batch;
    private int left;

    CallSpans(Traces traces, DispatchBatch batch) {
        this.traces = traces;
        this.batch = batch;
        this.left = traces.sampled() == null ? 0 : OF_A_BATCH;
    }

    @Nullable
    Span begin(Submission submission) {
        if (left == 0) {
            return null;
        }
        left--;
        return traces.child("provider call")
                .kind(Span.Kind.CLIENT)
                .tag("message_id", submission.recipient().id().toString())
                .tag("channel", batch.channel().name().toLowerCase(Locale.ROOT))
                .tag("account", batch.sender().account())
                .tag("attempt", submission.attempt())
                .start();
    }

    /** @return the call's place in its trace */
    @Nullable
    String end(@Nullable Span span, SendOutcome outcome) {
        if (span == null) {
            return null;
        }
        span.tag("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        span.end();
        return traces.traceparent(span);
    }
}
