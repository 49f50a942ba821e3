package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.batch.DeferredParts;
import io.rcsplatform.dispatch.batch.DeferredParts.Due;
import io.rcsplatform.dispatch.batch.Heartbeat;
import io.rcsplatform.dispatch.pacing.Lane;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends what is to be tried again once it is due, whichever instance had put it aside; what is alike together. */
@Component
class DueRetries {
    private static final Logger log = LoggerFactory.getLogger(DueRetries.class);
    private static final int AT_ONCE = 16;
    private static final int PARTS = 500;

    private final DeferredParts parts;
    private final SendBatch sending;
    private final WorkGate gate;
    private final Heartbeat heartbeat;
    private final int recipients;
    private final Semaphore free = new Semaphore(AT_ONCE);

    DueRetries(
            DeferredParts parts, SendBatch sending, WorkGate gate, Heartbeat heartbeat, SendingProperties properties) {
        this.parts = parts;
        this.sending = sending;
        this.gate = gate;
        this.heartbeat = heartbeat;
        this.recipients = properties.flushSize();
    }

    /** @return whether there may be more to do at once */
    boolean begin() {
        int room = free.availablePermits();
        if (!gate.isOpen() || room == 0) {
            return false;
        }
        var due = parts.takeDue(PARTS, room * recipients);
        due.stream().collect(Collectors.groupingBy(Due::lane)).forEach(this::begin);
        return due.size() == PARTS;
    }

    private void begin(Lane lane, List<Due> due) {
        for (var work : Work.of(due.stream().map(Due::share).toList(), recipients)) {
            Thread.ofVirtual().name("retry").start(() -> resend(work, lane));
        }
    }

    /** What finds no room at once keeps its leases until there is some. */
    private void resend(Work work, Lane lane) {
        try (var _ = heartbeat.keep(work.leases())) {
            free.acquireUninterruptibly();
            try {
                sending.resend(work, lane);
            } finally {
                free.release();
            }
        } catch (GivenBack e) {
            log.info("{}", e.getMessage());
        } catch (RuntimeException e) {
            log.error(
                    "Retries of {} are left to whoever finds their lease run out",
                    work.batch().batchId(),
                    e);
        }
    }
}
