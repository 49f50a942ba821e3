package io.rcsplatform.webhook.publishing;

import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.provider.CallbackContent;
import io.rcsplatform.webhook.publishing.BatchContent.Publication;
import io.rcsplatform.webhook.raw.RawBatch;
import io.rcsplatform.webhook.raw.RawCallback;
import io.rcsplatform.webhook.raw.Unrecognised;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Gathers what the callbacks of one batch said, by account. An event's id is derived from the batch, the event's place in it and what it
 * says: publishing again what was read before repeats the ids, and a reader that learnt to understand more brings new ones.
 */
final class BatchReading {
    private static final int MAX_ITEMS = 500;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final RawBatch batch;
    private final Map<String, List<Receipt>> receipts = new LinkedHashMap<>();
    private final Map<String, List<Inbound>> inbound = new LinkedHashMap<>();
    private final List<Unrecognised> unrecognised = new ArrayList<>();

    BatchReading(RawBatch batch) {
        this.batch = batch;
    }

    void add(RawCallback callback, CallbackContent content) {
        receipts.computeIfAbsent(callback.account(), _ -> new ArrayList<>()).addAll(content.receipts());
        inbound.computeIfAbsent(callback.account(), _ -> new ArrayList<>()).addAll(content.inbound());
        for (int part = 0; part < content.unrecognised().size(); part++) {
            unrecognised.add(new Unrecognised(
                    callback.id(),
                    part,
                    callback.account(),
                    content.unrecognised().get(part)));
        }
    }

    BatchContent content() {
        var publications = new ArrayList<Publication>();
        publish(receipts, BatchReading::mark, this::received, publications);
        publish(inbound, BatchReading::mark, this::inbound, publications);
        return new BatchContent(batch.id(), publications, unrecognised);
    }

    private <T> void publish(
            Map<String, List<T>> byAccount, ToLongFunction<T> mark, FormOf<T> form, List<Publication> publications) {
        byAccount.forEach((account, all) -> {
            for (int from = 0; from < all.size(); from += MAX_ITEMS) {
                var items = List.copyOf(all.subList(from, Math.min(all.size(), from + MAX_ITEMS)));
                var id = id(publications.size(), items, mark);
                publications.add(form.of(id, account, items));
            }
        });
    }

    private Publication received(EventId id, String account, List<Receipt> items) {
        return new Publication.Receipts(new ReceiptsReceived(id, batch.createdAt(), account, items));
    }

    private Publication inbound(EventId id, String account, List<Inbound> items) {
        return new Publication.Inbound(new InboundReceived(id, batch.createdAt(), account, items));
    }

    private <T> EventId id(int sequence, List<T> items, ToLongFunction<T> mark) {
        long content = Uuid7.fingerprint(batch.id());
        for (var item : items) {
            content = content * MIX + mark.applyAsLong(item);
        }
        return new EventId(Uuid7.derive(batch.createdAt(), sequence, content));
    }

    private static long mark(Receipt receipt) {
        return (receipt.providerMessageId().hashCode() * 31L
                                + receipt.state().name().hashCode())
                        * 31L
                + receipt.at().hashCode();
    }

    private static long mark(Inbound inbound) {
        return inbound.providerMessageId().hashCode() * 31L
                + inbound.kind().name().hashCode();
    }

    private interface FormOf<T> {
        Publication of(EventId id, String account, List<T> items);
    }
}
