package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.batch.DeferredParts;
import io.rcsplatform.dispatch.batch.DeferredParts.Due;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends what is to be tried again once it is due, whichever instance had put it aside. */
@Component
class DueRetries {
    private static final Logger log = LoggerFactory.getLogger(DueRetries.class);
    private static final int AT_ONCE = 16;

    private final DeferredParts parts;
    private final SendBatch sending;
    private final WorkGate gate;
    private final Semaphore free = new Semaphore(AT_ONCE);

    DueRetries(DeferredParts parts, SendBatch sending, WorkGate gate) {
        this.parts = parts;
        this.sending = sending;
        this.gate = gate;
    }

    /** @return whether there may be more to do at once */
    boolean begin() {
        int room = free.availablePermits();
        if (!gate.isOpen() || room == 0) {
            return false;
        }
        var due = parts.takeDue(room);
        due.forEach(this::begin);
        return due.size() == room;
    }

    private void begin(Due due) {
        free.acquireUninterruptibly();
        Thread.ofVirtual().name("retry").start(() -> {
            try {
                sending.resend(due);
            } catch (GivenBack e) {
                log.info("{}", e.getMessage());
            } catch (RuntimeException e) {
                log.error(
                        "Retries of {} are left to whoever finds their lease run out",
                        due.lease().batch(),
                        e);
            } finally {
                free.release();
            }
        });
    }
}
