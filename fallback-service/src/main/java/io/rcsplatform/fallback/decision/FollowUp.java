package io.rcsplatform.fallback.decision;

import static java.util.stream.Collectors.toCollection;

import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.FallbackDecided.Decision;
import io.rcsplatform.domain.event.FallbackPolicy;
import io.rcsplatform.domain.event.MessageEvents.FallbackRequest;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What follows from the decisions. Its ids are derived from the id of the event that asked first, which had no effect before. */
record FollowUp(Asked asked, Instant now) {
    /** The id of the announcement; the SMS batches have the ones before it. */
    EventId id() {
        return new EventId(derived(asked.requests().size()));
    }

    /** Requests that are alike share a batch; a message goes into one batch only. */
    List<DispatchBatch> smsBatches(List<Decision> decided) {
        var toSend = decided.stream()
                .filter(decision -> decision.declined() == null)
                .map(Decision::messageId)
                .collect(toCollection(HashSet::new));
        var recipients = new LinkedHashMap<Terms, List<Recipient>>();
        for (var request : asked.requests()) {
            recipients
                    .computeIfAbsent(Terms.of(request), _ -> new ArrayList<>())
                    .addAll(taken(toSend, request.recipients()));
        }
        var batches = new ArrayList<DispatchBatch>();
        recipients.forEach((terms, members) -> {
            if (!members.isEmpty()) {
                batches.add(smsBatch(derived(batches.size()), terms, members));
            }
        });
        return batches;
    }

    private static List<Recipient> taken(Set<MessageId> toSend, List<Recipient> recipients) {
        return recipients.stream()
                .filter(recipient -> toSend.remove(recipient.id()))
                .toList();
    }

    private DispatchBatch smsBatch(UUID id, Terms terms, List<Recipient> recipients) {
        return new DispatchBatch(
                new EventId(id),
                asked.tenant(),
                now,
                new BatchId(id),
                asked.campaign(),
                null,
                Channel.SMS,
                terms.policy().sender(),
                terms.trafficClass(),
                terms.policy().text(),
                terms.variables(),
                recipients,
                terms.deadline(),
                null,
                terms.unknownPolicy());
    }

    private UUID derived(int sequence) {
        var cause = asked.cause().value();
        return Uuid7.derive(Uuid7.instantOf(cause), sequence, Uuid7.fingerprint(cause));
    }

    /** What an SMS batch has in common. */
    private record Terms(
            FallbackPolicy policy,
            TrafficClass trafficClass,
            List<String> variables,
            Instant deadline,
            @Nullable UnknownPolicy unknownPolicy) {
        static Terms of(FallbackRequest request) {
            return new Terms(
                    request.policy(),
                    request.trafficClass(),
                    request.variables(),
                    request.deadline(),
                    request.unknownPolicy());
        }
    }
}
