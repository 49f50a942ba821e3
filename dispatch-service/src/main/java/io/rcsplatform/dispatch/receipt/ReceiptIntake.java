package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.domain.event.ReceiptsReceived;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings receipts in, as many messages at once as are waiting: a transaction and an event are paid once for all of them. Where that
 * fails each is brought in by itself, so that a message answers for nobody's failure but its own.
 */
@Component
class ReceiptIntake {
    private static final Logger log = LoggerFactory.getLogger(ReceiptIntake.class);
    private static final int MOST_RECEIPTS = 1_000;

    private final Receipts receipts;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock working = new ReentrantLock();

    ReceiptIntake(Receipts receipts) {
        this.receipts = receipts;
    }

    /** Returns once they are in the ledger. Whoever comes while others are at work is served together with those who come then. */
    void receive(ReceiptsReceived received) {
        var mine = new Waiting(received);
        waiting.add(mine);
        working.lock();
        try {
            while (mine.state == State.WAITING) {
                bringIn(next());
            }
        } finally {
            working.unlock();
        }
        if (mine.state == State.FAILED_TOGETHER) {
            receipts.receive(List.of(received));
        }
    }

    private List<Waiting> next() {
        var together = new ArrayList<Waiting>();
        int count = 0;
        while (count < MOST_RECEIPTS) {
            var one = waiting.poll();
            if (one == null) {
                break;
            }
            together.add(one);
            count += one.received.receipts().size();
        }
        return together;
    }

    private void bringIn(List<Waiting> together) {
        var outcome = State.DONE;
        try {
            receipts.receive(together.stream().map(one -> one.received).toList());
        } catch (RuntimeException e) {
            log.warn("{} messages of receipts are brought in one by one: {}", together.size(), e.toString());
            outcome = State.FAILED_TOGETHER;
        }
        for (var one : together) {
            one.state = outcome;
        }
    }

    private enum State {
        WAITING,
        DONE,
        FAILED_TOGETHER
    }

    /** Its state is read and written under the lock, and read by its owner after. */
    private static final class Waiting {
        private final ReceiptsReceived received;
        private State state = State.WAITING;

        Waiting(ReceiptsReceived received) {
            this.received = received;
        }
    }
}
