package io.rcsplatform.platform.messaging;

import io.rcsplatform.platform.messaging.OutboxTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Publishes what the outbox holds. A row counts as published once the broker has confirmed and routed it. */
class OutboxRelay {
    private static final int CHUNK = 100;

    private final OutboxTable table;
    private final Publisher publisher;
    private final Traces traces;
    private final TransactionTemplate transaction;

    OutboxRelay(OutboxTable table, Publisher publisher, Traces traces, TransactionTemplate transaction) {
        this.table = table;
        this.publisher = publisher;
        this.traces = traces;
        this.transaction = transaction;
    }

    /**
     * Publishes one chunk.
     *
     * @return whether there may be more
     * @throws PublishFailed when nothing of the chunk could be published
     */
    boolean relay() {
        return Boolean.TRUE.equals(transaction.execute(_ -> relayChunk()));
    }

    private boolean relayChunk() {
        var rows = table.claim(CHUNK);
        if (rows.isEmpty()) {
            return false;
        }
        var inFlight = rows.stream().map(this::publish).toList();
        var published = new ArrayList<Row>();
        var refused = new ArrayList<Row>();
        PublishFailed failure = null;
        for (var sent : inFlight) {
            var failed = sent.failure();
            if (failed == null) {
                published.add(sent.row());
            } else {
                failure = failed;
                refused.add(sent.row());
            }
        }
        if (failure != null && published.isEmpty() && !failure.isRefusal()) {
            throw failure;
        }
        settle(published, refused);
        return rows.size() == CHUNK;
    }

    private void settle(List<Row> published, List<Row> refused) {
        if (!published.isEmpty()) {
            table.markPublished(published);
        }
        if (!refused.isEmpty()) {
            table.defer(refused);
        }
    }

    private InFlight publish(Row row) {
        return new InFlight(row, traces.within(row.traceparent(), "outbox relay", () -> publisher.send(row.event())));
    }

    private record InFlight(Row row, CompletableFuture<Void> confirmed) {
        @Nullable
        PublishFailed failure() {
            try {
                confirmed.get();
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return PublishFailed.interrupted(row.event(), e);
            } catch (ExecutionException e) {
                return PublishFailed.of(row.event(), e);
            }
        }
    }
}
