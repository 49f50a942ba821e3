package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.json.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        return replay(new Replay(since, null, null, null));
    }

    /** As {@link #replaySince}, for a part of the events. */
    public int replay(Replay replay) {
        int events = table.replay(replay);
        wakeRelay.run();
        return events;
    }

    /** All that was written about a campaign and is still kept (a day), as the current transaction sees it. */
    public List<EventId> about(Destination destination, TenantId tenant, CampaignId campaign) {
        return table.about(destination, tenant, campaign);
    }

    /**
     * What was added for a destination lately, whether or not it is published, in the order of its places.
     *
     * @param ago how long ago, by the database's clock, the transactions began that added it
     * @param after the place that the last one had; 0 for the first ones
     */
    public <E extends Event> List<Added<E>> added(
            Destination destination, Class<E> type, Duration ago, long after, int limit) {
        return table.added(destination, ago, after, limit, payload -> json.read(payload, type));
    }

    public record Added<E extends Event>(long place, E event) {}

    /** How many events about a campaign the broker has not confirmed yet. */
    public long waitingAbout(Destination destination, TenantId tenant, CampaignId campaign) {
        return table.waitingAbout(destination, tenant, campaign);
    }

    /**
     * What to publish again: events that were added since then.
     *
     * @param destination null for all of them
     * @param tenantId null for everybody's
     * @param campaignId null for all campaigns' and for what is about none
     */
    public record Replay(
            Instant since,
            @Nullable Destination destination,
            @Nullable TenantId tenantId,
            @Nullable CampaignId campaignId) {}
}
