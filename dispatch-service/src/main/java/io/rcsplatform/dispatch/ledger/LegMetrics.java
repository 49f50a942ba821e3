package io.rcsplatform.dispatch.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts what legs come to. */
@Component
public class LegMetrics {
    private final MeterRegistry registry;
    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

    LegMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public void count(List<Recorded> recorded) {
        for (var changes : recorded) {
            for (var change : changes.legs()) {
                var leg = change.leg();
                counters.computeIfAbsent(
                                new Series(
                                        leg.key().leg(),
                                        leg.account(),
                                        leg.status().state(),
                                        leg.status().reason()),
                                this::counter)
                        .increment();
            }
            if (!changes.duplicates().isEmpty()) {
                registry.counter("rcs.messages.duplicates")
                        .increment(changes.duplicates().size());
            }
        }
    }

    private Counter counter(Series series) {
        var reason = series.reason();
        return Counter.builder("rcs.messages")
                .description("Legs that came to a state")
                .tag("channel", lower(series.channel()))
                .tag("account", series.account())
                .tag("outcome", lower(series.state()))
                .tag("reason", reason == null ? "none" : lower(reason))
                .register(registry);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private record Series(
            Channel channel,
            String account,
            MessageState state,
            @Nullable Reason reason) {}
}
