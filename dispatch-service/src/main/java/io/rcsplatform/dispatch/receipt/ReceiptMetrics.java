package io.rcsplatform.dispatch.receipt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.dispatch.account.SendingAccounts;
import io.rcsplatform.dispatch.ledger.LegMetrics;
import io.rcsplatform.dispatch.ledger.Recorded;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
class ReceiptMetrics {
    private final MeterRegistry registry;
    private final LegMetrics legs;
    private final AtomicLong waiting = new AtomicLong();

    ReceiptMetrics(MeterRegistry registry, LegMetrics legs, SendingAccounts accounts) {
        this.registry = registry;
        this.legs = legs;
        Gauge.builder("rcs.receipts.unmatched", waiting, AtomicLong::get)
                .description("Receipts kept for ids that no message is known by")
                .register(registry);
        accounts.channels().keySet().forEach(account -> received(account, 0, 0));
    }

    void received(String account, int receipts, int early) {
        registry.counter("rcs.receipts.received", "account", account).increment(receipts);
        registry.counter("rcs.receipts.early", "account", account).increment(early);
    }

    /** Counted once it is stored, so that nothing counts twice and no lock is held for it. */
    void changed(List<Recorded> recorded) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                legs.count(recorded);
            }
        });
    }

    void waiting(long receipts) {
        waiting.set(receipts);
    }
}
