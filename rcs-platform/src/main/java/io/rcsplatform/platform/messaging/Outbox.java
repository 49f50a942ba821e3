package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.platform.json.EventJson;
import java.time.Instant;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Events that are published if, and only if, the transaction that adds them commits. At least once, in no particular order, usually
 * within milliseconds; later where the broker is gone.
 */
public class Outbox {
    private final OutboxTable table;
    private final EventJson json;
    private final Traces traces;
    private final Runnable wakeRelay;

    Outbox(OutboxTable table, EventJson json, Traces traces, Runnable wakeRelay) {
        this.table = table;
        this.json = json;
        this.traces = traces;
        this.wakeRelay = wakeRelay;
    }

    /** @throws IllegalTransactionStateException outside a transaction, where nothing could be promised */
    public void add(Destination destination, Event event) {
        Transactions.require("Outbox.add");
        table.insert(Outgoing.of(destination, event, json), traces.current());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeRelay.run();
            }
        });
    }

    /**
     * Publishes again what was added since then, as far as it is still kept (a day). Heals a queue that was lost; consumers apply
     * nothing twice.
     *
     * @return how many events
     */
    public int replaySince(Instant since) {
        int events = table.replaySince(since);
        wakeRelay.run();
        return events;
    }
}
