package io.rcsplatform.campaign.books;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.domain.event.Destination;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What the checks found, and what was done about it. */
@Component
class BooksMetrics {
    private final Map<Destination, Counter> replays = new EnumMap<>(Destination.class);
    private final Counter differences;
    private final Counter corrections;
    private volatile long outOfBalance;

    BooksMetrics(MeterRegistry registry) {
        for (var destination : Destination.values()) {
            replays.put(
                    destination,
                    Counter.builder("rcs.books.replays")
                            .description("Times that events were published again to balance the books")
                            .tag("destination", destination.address())
                            .register(registry));
        }
        differences = Counter.builder("rcs.books.differences")
                .description("Campaigns whose counters turned out to differ from the ledger")
                .register(registry);
        corrections = Counter.builder("rcs.books.corrections")
                .description("Campaigns whose counters were moved to what the ledger counts")
                .register(registry);
        Gauge.builder("rcs.books.out.of.balance", () -> outOfBalance)
                .description("Campaigns whose counters differ from the ledger now")
                .register(registry);
    }

    void found() {
        differences.increment();
    }

    void corrected() {
        corrections.increment();
    }

    void asked(Destination destination) {
        Objects.requireNonNull(replays.get(destination)).increment();
    }

    void outOfBalance(long campaigns) {
        outOfBalance = campaigns;
    }
}
