package io.rcsplatform.dispatch.receipt;

import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Goes after receipts that missed their message by a moment, and at length after all that are kept. */
@Component
class ReceiptSweep {
    private static final Duration A_MOMENT = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 500;
    private static final int ROUNDS = 100;

    private final Receipts receipts;
    private final UnmatchedReceipts unmatched;
    private final ReceiptMetrics metrics;

    ReceiptSweep(Receipts receipts, UnmatchedReceipts unmatched, ReceiptMetrics metrics) {
        this.receipts = receipts;
        this.unmatched = unmatched;
        this.metrics = metrics;
    }

    @Scheduled(fixedDelayString = "${rcs.dispatch.receipts.sweep-interval:1s}")
    void sweepRecent() {
        sweep(A_MOMENT);
    }

    @Scheduled(fixedDelayString = "${rcs.dispatch.receipts.full-sweep-interval:10m}")
    void sweepAll() {
        sweep(KEPT);
        for (int round = 0; round < ROUNDS && unmatched.drop(KEPT, AT_ONCE) > 0; round++) {}
    }

    @Scheduled(fixedDelayString = "${rcs.dispatch.receipts.count-interval:15s}")
    void count() {
        metrics.waiting(unmatched.count());
    }

    private void sweep(Duration receivedWithin) {
        for (int round = 0; round < ROUNDS && receipts.matchLate(receivedWithin, AT_ONCE) > 0; round++) {}
    }
}
