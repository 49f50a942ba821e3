package io.rcsplatform.dispatch.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.dispatch.account.SendingAccounts;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts what legs come to. */
@Component
public class LegMetrics {
    private static final Set<MessageState> PLAIN = Set.of(MessageState.SENT, MessageState.DELIVERED, MessageState.READ);
    private static final Duration[] DELIVERY = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        Duration.ofHours(2),
        Duration.ofHours(12)
    };

    private final MeterRegistry registry;
    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

    private final Map<Series, Timer> deliveries = new ConcurrentHashMap<>();
    private final Counter duplicates;
    private final Counter deliveredTwice;

    /** What there may be is there from the start, at nothing: the first event is an increase too. */
    LegMetrics(MeterRegistry registry, SendingAccounts accounts) {
        this.registry = registry;
        this.duplicates = Counter.builder("rcs.messages.duplicates")
                .description("Legs that a provider took a second time")
                .register(registry);
        this.deliveredTwice = Counter.builder("rcs.messages.delivered.twice")
                .description("Messages that arrived on both channels")
                .register(registry);
        accounts.channels().forEach((account, channel) -> {
            var sent = new Series(channel, account, MessageState.SENT, null);
            for (var state : PLAIN) {
                counterOf(sent.in(state, null));
            }
            for (var reason : Reason.values()) {
                counterOf(sent.in(MessageState.FAILED, reason));
            }
            counterOf(sent.in(MessageState.UNKNOWN, Reason.ANSWER_LOST));
            deliveryOf(sent);
        });
    }

    public void count(List<Recorded> recorded) {
        for (var changes : recorded) {
            for (var change : changes.legs()) {
                var leg = change.leg();
                var status = leg.status();
                var series = new Series(leg.key().leg(), leg.account(), status.state(), status.reason());
                counterOf(series).increment();
                if (change.arrived() && status.sentAt() != null && status.deliveredAt() != null) {
                    deliveryOf(series.in(MessageState.SENT, null)).record(way(status.sentAt(), status.deliveredAt()));
                }
            }
            duplicates.increment(changes.duplicates().size());
            changes.changes().stream().filter(Change::deliveredTwice).forEach(_ -> deliveredTwice.increment());
        }
    }

    /** The provider's clock may be behind ours. */
    private static Duration way(Instant sent, Instant delivered) {
        return sent.isBefore(delivered) ? Duration.between(sent, delivered) : Duration.ZERO;
    }

    private Counter counterOf(Series series) {
        return counters.computeIfAbsent(series, this::counter);
    }

    private Timer deliveryOf(Series series) {
        return deliveries.computeIfAbsent(series, this::delivery);
    }

    private Timer delivery(Series series) {
        return Timer.builder("rcs.messages.delivery")
                .description("From a provider's acceptance until the recipient's device has it")
                .tag("channel", lower(series.channel()))
                .tag("account", series.account())
                .serviceLevelObjectives(DELIVERY)
                .register(registry);
    }

    private Counter counter(Series series) {
        var reason = series.reason();
        return Counter.builder("rcs.messages")
                .description("Legs that came to a state")
                .tag("channel", lower(series.channel()))
                .tag("account", series.account())
                .tag("outcome", lower(series.state()))
                .tag("reason", reason == null ? "none" : lower(reason))
                .register(registry);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private record Series(
            Channel channel,
            String account,
            MessageState state,
            @Nullable Reason reason) {
        Series in(MessageState other, @Nullable Reason why) {
            return new Series(channel, account, other, why);
        }
    }
}
