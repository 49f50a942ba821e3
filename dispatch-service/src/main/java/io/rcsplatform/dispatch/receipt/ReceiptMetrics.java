package io.rcsplatform.dispatch.receipt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.dispatch.ledger.LegMetrics;
import io.rcsplatform.dispatch.ledger.Recorded;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

@Component
class ReceiptMetrics {
    private final MeterRegistry registry;
    private final LegMetrics legs;
    private final AtomicLong waiting = new AtomicLong();

    ReceiptMetrics(MeterRegistry registry, LegMetrics legs) {
        this.registry = registry;
        this.legs = legs;
        Gauge.builder("rcs.receipts.unmatched", waiting, AtomicLong::get)
                .description("Receipts kept for ids that no message is known by")
                .register(registry);
    }

    void received(String account, int receipts, int early) {
        registry.counter("rcs.receipts.received", "account", account).increment(receipts);
        registry.counter("rcs.receipts.early", "account", account).increment(early);
    }

    void changed(List<Recorded> recorded) {
        legs.count(recorded);
    }

    void waiting(long receipts) {
        waiting.set(receipts);
    }
}
