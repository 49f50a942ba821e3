package io.rcsplatform.fallback.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.domain.event.FallbackDecided.Decision;
import io.rcsplatform.domain.message.Reason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code rcs.fallback.decisions} by outcome: {@code ordered}, or why it was declined. */
@Component
class DecisionMetrics {
    private final MeterRegistry registry;

    DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
        count(null, 0);
        count(Reason.OPTED_OUT, 0);
        count(Reason.EXPIRED, 0);
    }

    void count(List<Decision> decided) {
        for (var decision : decided) {
            count(decision.declined(), 1);
        }
    }

    private void count(@Nullable Reason declined, int decisions) {
        registry.counter("rcs.fallback.decisions", "outcome", outcome(declined)).increment(decisions);
    }

    private static String outcome(@Nullable Reason declined) {
        return declined == null ? "ordered" : declined.name().toLowerCase(Locale.ROOT);
    }
}
