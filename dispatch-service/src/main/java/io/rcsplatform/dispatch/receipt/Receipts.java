package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.dispatch.announcement.Announcer;
import io.rcsplatform.dispatch.batch.BatchKey;
import io.rcsplatform.dispatch.batch.Batches;
import io.rcsplatform.dispatch.ledger.Fact;
import io.rcsplatform.dispatch.ledger.Ledger;
import io.rcsplatform.dispatch.ledger.LegChange;
import io.rcsplatform.dispatch.ledger.Recorded;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.platform.messaging.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Brings what providers report into the ledger. Any order and any repetition ends in the same rows and the same events, once. */
@Service
public class Receipts {
    private final ProviderReferences references;
    private final UnmatchedReceipts unmatched;
    private final Ledger ledger;
    private final Batches batches;
    private final Announcer announcer;
    private final ReceiptMetrics metrics;
    private final Traces traces;

    Receipts(
            ProviderReferences references,
            UnmatchedReceipts unmatched,
            Ledger ledger,
            Batches batches,
            Announcer announcer,
            ReceiptMetrics metrics,
            Traces traces) {
        this.references = references;
        this.unmatched = unmatched;
        this.ledger = ledger;
        this.batches = batches;
        this.announcer = announcer;
        this.metrics = metrics;
        this.traces = traces;
    }

    @Transactional
    public void receive(List<ReceiptsReceived> together) {
        var byAccount = together.stream()
                .collect(Collectors.groupingBy(
                        ReceiptsReceived::account,
                        TreeMap::new,
                        Collectors.flatMapping(received -> received.receipts().stream(), Collectors.toList())));
        var facts = new ArrayList<Fact>();
        var calls = new LegTraces();
        byAccount.forEach((account, receipts) -> facts.addAll(match(account, receipts, calls)));
        record(facts, calls);
    }

    /** Returns what is known of which leg, and keeps the rest for later. */
    private List<Fact> match(String account, List<Receipt> receipts, LegTraces calls) {
        var ids = new HashSet<String>();
        receipts.forEach(receipt -> ids.add(ProviderIds.normal(receipt.providerMessageId())));
        var known = references.find(account, ids, calls);
        var facts = new ArrayList<Fact>();
        var early = new ArrayList<Receipt>();
        for (var receipt : receipts) {
            var leg = known.get(ProviderIds.normal(receipt.providerMessageId()));
            if (leg == null) {
                early.add(receipt);
            } else {
                facts.add(Fact.of(leg, receipt.state(), receipt.at(), receipt.reason(), receipt.code()));
            }
        }
        if (!early.isEmpty()) {
            unmatched.keep(account, early);
        }
        metrics.received(account, receipts.size(), early.size());
        return facts;
    }

    /**
     * Notes the providers' ids of legs that were just accepted, within the caller's transaction.
     *
     * @return what receipts had said about them before; the caller records it together with the rest
     */
    public List<Fact> refer(Collection<Reference> accepted) {
        if (accepted.isEmpty()) {
            return List.of();
        }
        references.add(accepted);
        var early = unmatched.take(accepted);
        if (!early.isEmpty()) {
            LegTraces.of(accepted).show(early, traces);
        }
        return early;
    }

    /** Matches receipts that came while their reference was being written. */
    @Transactional
    public int matchLate(Duration receivedWithin, int limit) {
        var calls = new LegTraces();
        var facts = unmatched.takeMatched(receivedWithin, limit, calls);
        record(facts, calls);
        return facts.size();
    }

    /** What follows from receipts belongs to the traces of the messages that they are about. */
    private void record(Collection<Fact> facts, LegTraces calls) {
        calls.show(facts, traces);
        traces.joining(calls.traceparents(), "receipts", () -> record(facts));
    }

    private List<Recorded> record(Collection<Fact> facts) {
        var recorded = ledger.record(facts);
        announcer.announce(recorded, batches.withFallback(batchesOf(recorded)));
        metrics.changed(recorded);
        return recorded;
    }

    private static Collection<BatchKey> batchesOf(List<Recorded> recorded) {
        var keys = new HashSet<BatchKey>();
        recorded.stream()
                .flatMap(changes -> changes.legs().stream())
                .filter(LegChange::callsForFallback)
                .forEach(change -> keys.add(
                        new BatchKey(change.leg().key().tenant(), change.leg().batch())));
        return keys;
    }
}
