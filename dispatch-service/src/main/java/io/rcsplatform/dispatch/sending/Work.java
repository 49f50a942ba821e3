package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.batch.BatchKey;
import io.rcsplatform.dispatch.batch.Lease;
import io.rcsplatform.dispatch.batch.Share;
import io.rcsplatform.dispatch.ledger.Leg;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.MessageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What is worked off in one go: a batch as it was fed, or recipients that are tried again, of whichever batches, whose messages are
 * alike. Each share has a lease of its own, so that whoever takes over takes over shares.
 */
final class Work {
    private final List<Share> shares;
    private final boolean fed;
    private final DispatchBatch batch;
    private final Map<BatchKey, DispatchBatch> batches = new LinkedHashMap<>();
    private final Map<MessageId, BatchKey> origins = new HashMap<>();

    private Work(List<Share> shares, boolean fed) {
        this.shares = shares;
        this.fed = fed;
        this.batch = shares.stream().map(Share::batch).reduce(Work::together).orElseThrow();
        for (var share : shares) {
            batches.merge(share.key(), share.batch(), Work::together);
            share.batch().recipients().forEach(recipient -> origins.putIfAbsent(recipient.id(), share.key()));
        }
    }

    /** A batch that comes from its queue. */
    static Work fed(DispatchBatch batch, Lease lease) {
        return new Work(List.of(new Share(batch, lease, null)), true);
    }

    /** Puts together what is alike, in the order in which it comes and with so many recipients at most where that is possible. */
    static List<Work> of(List<Share> shares, int atMost) {
        var groups = new ArrayList<Group>();
        for (var share : shares) {
            var group = groups.stream()
                    .filter(one -> one.takes(share, atMost))
                    .findFirst()
                    .orElseGet(() -> {
                        var another = new Group();
                        groups.add(another);
                        return another;
                    });
            group.add(share);
        }
        return groups.stream()
                .map(group -> new Work(List.copyOf(group.shares), false))
                .toList();
    }

    /** What all have in common, with everybody's recipients; its ids are those of the first. */
    DispatchBatch batch() {
        return batch;
    }

    List<Share> shares() {
        return shares;
    }

    List<Lease> leases() {
        return shares.stream().map(Share::lease).toList();
    }

    /** Of those who put them aside, as far as their traces are kept. */
    List<String> traceparents() {
        return shares.stream()
                .map(Share::traceparent)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Whether it comes from a queue, and was not put aside before. */
    boolean isFed() {
        return fed;
    }

    /** Whether this is a batch as it was fed, and not recipients of it that are tried again. */
    boolean isWhole() {
        return shares.getFirst().lease().part() == 0;
    }

    Map<BatchKey, DispatchBatch> batches() {
        return batches;
    }

    boolean holds(Leg row) {
        return row.key().leg() == batch.channel()
                && batches.containsKey(new BatchKey(row.key().tenant(), row.batch()));
    }

    /** The batches that these recipients are of, each with its own ones. */
    List<DispatchBatch> split(List<Recipient> recipients) {
        return recipients.stream()
                .collect(Collectors.groupingBy(
                        recipient -> Objects.requireNonNull(origins.get(recipient.id())),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(own -> Objects.requireNonNull(batches.get(own.getKey())).with(own.getValue()))
                .toList();
    }

    private static DispatchBatch together(DispatchBatch some, DispatchBatch others) {
        var recipients = new ArrayList<>(some.recipients());
        recipients.addAll(others.recipients());
        return some.with(recipients);
    }

    private static final class Group {
        private final List<Share> shares = new ArrayList<>();
        private int recipients;

        boolean takes(Share share, int atMost) {
            return recipients + share.batch().recipients().size() <= atMost
                    && shares.getFirst().lease().part() > 0
                    && share.lease().part() > 0
                    && shares.getFirst().batch().isLike(share.batch());
        }

        void add(Share share) {
            shares.add(share);
            recipients += share.batch().recipients().size();
        }
    }
}
