package io.rcsplatform.dispatch.announcement;

import io.rcsplatform.dispatch.batch.BatchKey;
import io.rcsplatform.dispatch.ledger.LegChange;
import io.rcsplatform.dispatch.ledger.Recorded;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.BatchCompleted;
import io.rcsplatform.domain.event.MessageEvents.BatchPutOff;
import io.rcsplatform.domain.event.MessageEvents.FallbackRequest;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.messaging.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes message events, in the transaction of the change. */
@Component
public class Announcer {
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    Announcer(Outbox outbox, Ids ids, Clock clock) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param batches where the recipients of failed legs are found; a leg whose batch is not among them asks for no fallback */
    public void announce(List<Recorded> recorded, Map<BatchKey, DispatchBatch> batches) {
        for (var changes : recorded) {
            if (changes.isNews()) {
                outbox.add(Destination.MESSAGE_EVENTS, event(changes, null, null, batches));
            }
        }
    }

    /**
     * The last changes of a batch, which with them is worked off.
     *
     * @param deferred recipients that are to be tried again
     */
    public void announceCompletion(DispatchBatch batch, int deferred, List<Recorded> recorded) {
        var completed = new BatchCompleted(
                batch.batchId(), batch.batchNumber(), batch.recipients().size(), deferred);
        var key = new BatchKey(batch.tenantId(), batch.batchId());
        var own = recorded.stream().findFirst().orElseGet(() -> nothingOf(batch));
        outbox.add(Destination.MESSAGE_EVENTS, event(own, completed, null, Map.of(key, batch)));
    }

    /** A batch that waits since its provider is out of order. */
    public void announcePutOff(DispatchBatch batch) {
        var putOff = new BatchPutOff(batch.batchId(), batch.batchNumber());
        outbox.add(Destination.MESSAGE_EVENTS, event(nothingOf(batch), null, putOff, Map.of()));
    }

    private static Recorded nothingOf(DispatchBatch batch) {
        return new Recorded(batch.tenantId(), batch.campaignId(), List.of(), List.of(), List.of(), 0);
    }

    private MessageEvents event(
            Recorded changes,
            @Nullable BatchCompleted completed,
            @Nullable BatchPutOff putOff,
            Map<BatchKey, DispatchBatch> batches) {
        return new MessageEvents(
                ids.event(),
                changes.tenant(),
                clock.instant(),
                changes.campaign(),
                changes.changes(),
                completed,
                fallbacks(changes, batches),
                changes.duplicates().size(),
                changes.smsSettled(),
                putOff);
    }

    private List<FallbackRequest> fallbacks(Recorded changes, Map<BatchKey, DispatchBatch> batches) {
        var byBatch = changes.legs().stream()
                .filter(LegChange::callsForFallback)
                .map(LegChange::leg)
                .collect(Collectors.groupingBy(
                        leg -> new BatchKey(leg.key().tenant(), leg.batch()),
                        Collectors.mapping(leg -> leg.key().message(), Collectors.toSet())));
        var requests = new ArrayList<FallbackRequest>();
        byBatch.forEach((key, messages) -> {
            var batch = batches.get(key);
            if (batch != null) {
                request(batch, messages).ifPresent(requests::add);
            }
        });
        return requests;
    }

    private Optional<FallbackRequest> request(DispatchBatch batch, Set<MessageId> messages) {
        var policy = batch.fallback();
        if (policy == null || !batch.deadline().isAfter(clock.instant())) {
            return Optional.empty();
        }
        var recipients = batch.recipients().stream()
                .filter(recipient -> messages.contains(recipient.id()))
                .distinct()
                .toList();
        return Optional.of(new FallbackRequest(
                batch.batchId(),
                policy,
                batch.trafficClass(),
                batch.variables(),
                recipients,
                batch.deadline(),
                batch.unknownPolicy()));
    }
}
