package io.rcsplatform.dispatch.batch;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps the leases that this instance holds alive while they wait for tokens, answers or a retry's time. */
@Component
public class Heartbeat {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final Set<Lease> held = ConcurrentHashMap.newKeySet();
    private final Batches batches;

    Heartbeat(Batches batches) {
        this.batches = batches;
    }

    /** Closing ends the beat; the lease itself stays until it is finished, released or runs out. */
    public Beat keep(Collection<Lease> leases) {
        held.addAll(leases);
        return () -> held.removeAll(leases);
    }

    @Scheduled(fixedDelayString = "${rcs.dispatch.lease.beat:5s}")
    void beat() {
        var leases = List.copyOf(held);
        if (leases.isEmpty()) {
            return;
        }
        try {
            batches.renew(leases);
        } catch (DataAccessException | TransactionException e) {
            log.warn("{} leases could not be renewed for now: {}", leases.size(), e.getMessage());
        }
    }

    public interface Beat extends AutoCloseable {
        @Override
        void close();
    }
}
