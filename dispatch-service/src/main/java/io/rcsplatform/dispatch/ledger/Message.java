package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.LegStatus;
import io.rcsplatform.domain.message.MessageOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message's legs before and after some facts. */
final class Message {
    private final Map<Channel, Leg> before = new EnumMap<>(Channel.class);
    private final Map<Channel, Leg> after = new EnumMap<>(Channel.class);
    private final Map<Channel, Instant> decidedAt = new EnumMap<>(Channel.class);
    private final List<Leg> duplicates = new ArrayList<>();

    void hold(Leg leg) {
        before.put(leg.key().leg(), leg);
        after.put(leg.key().leg(), leg);
    }

    void join(Fact fact) {
        var channel = fact.leg().leg();
        var leg = after.get(channel);
        if (leg == null) {
            return;
        }
        if (leg.isAcceptedAgain(fact)) {
            duplicates.add(leg);
        }
        var joined = leg.join(fact);
        if (joined.status().state() == fact.state()) {
            decidedAt.merge(
                    channel,
                    fact.at(),
                    (a, b) -> joined.status().state() == leg.status().state() && a.isBefore(b) ? a : b);
        }
        after.put(channel, joined);
    }

    @Nullable
    CampaignId campaign() {
        return before.values().iterator().next().campaign();
    }

    List<Leg> changed() {
        return after.values().stream()
                .filter(leg -> !leg.equals(before.get(leg.key().leg())))
                .toList();
    }

    List<LegChange> legChanges() {
        return changed().stream()
                .map(leg -> new LegChange(
                        Objects.requireNonNull(before.get(leg.key().leg()))
                                .status()
                                .state(),
                        leg))
                .filter(change -> change.from() != change.leg().status().state())
                .toList();
    }

    List<Leg> duplicates() {
        return duplicates;
    }

    int smsSettled() {
        return (int) legChanges().stream()
                .filter(change -> change.leg().key().leg() == Channel.SMS && change.settled())
                .count();
    }

    /** Present when the message as a whole came to another outcome. */
    Optional<Change> change() {
        var from = outcome(before);
        var to = outcome(after);
        var state = to.state();
        if (from.equals(to)
                || state == null
                || (from.state() == state && from.reason() == to.reason() && !becameTwice(from, to))) {
            return Optional.empty();
        }
        var cause = cause(Objects.requireNonNull(to.channel()));
        return Optional.of(new Change(
                cause.message(),
                cause.leg(),
                from.state(),
                from.reason(),
                state,
                to.reason(),
                Objects.requireNonNull(decidedAt.get(cause.leg())),
                becameTwice(from, to)));
    }

    /** The leg that changed; of two, the one that decides. */
    private LegKey cause(Channel deciding) {
        var changed = changed().stream()
                .filter(leg -> isMoved(
                        leg.status(),
                        Objects.requireNonNull(before.get(leg.key().leg())).status()))
                .map(Leg::key)
                .toList();
        return changed.stream().filter(key -> key.leg() == deciding).findFirst().orElseGet(changed::getFirst);
    }

    private static boolean isMoved(LegStatus to, LegStatus from) {
        return to.state() != from.state() || to.reason() != from.reason();
    }

    private static boolean becameTwice(MessageOutcome from, MessageOutcome to) {
        return to.deliveredTwice() && !from.deliveredTwice();
    }

    private static MessageOutcome outcome(Map<Channel, Leg> legs) {
        return MessageOutcome.of(status(legs.get(Channel.RCS)), status(legs.get(Channel.SMS)));
    }

    private static @Nullable LegStatus status(@Nullable Leg leg) {
        return leg == null ? null : leg.status();
    }
}
