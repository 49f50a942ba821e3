package io.rcsplatform.campaign.lifecycle;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells this instance's orchestrator that there may be work. It only saves waiting: work is found by polling too. */
@Component
public class Doorbell {
    private final Map<Occasion, List<Runnable>> listeners = new EnumMap<>(Occasion.class);

    public Doorbell() {
        for (var occasion : Occasion.values()) {
            listeners.put(occasion, new CopyOnWriteArrayList<>());
        }
    }

    public enum Occasion {
        /** A campaign was launched, planned, resumed, … */
        CAMPAIGN_CHANGED,
        /** Messages came to their outcomes. */
        PROGRESS_MADE
    }

    /** @param wake must neither block nor throw */
    public void answeredBy(Occasion occasion, Runnable wake) {
        listeners.getOrDefault(occasion, List.of()).add(wake);
    }

    /**
     * Rings once what the current transaction does can be seen.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void ringAfterCommit(Occasion occasion) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                listeners.getOrDefault(occasion, List.of()).forEach(Runnable::run);
            }
        });
    }
}
