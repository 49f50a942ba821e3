package io.rcsplatform.dispatch.sending;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.dispatch.account.SendingAccounts;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.message.SendOutcome.Unreachable;
import io.rcsplatform.provider.MessageSender.Compiled;
import io.rcsplatform.provider.ProviderAccount;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code rcs.provider.calls}: how long providers take to answer, and what. */
@Component
class ProviderCalls {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final Map<String, Map<Answered, Timer>> byAccount = new HashMap<>();

    ProviderCalls(SendingAccounts accounts, MeterRegistry registry) {
        for (var account : accounts.all()) {
            var timers = new EnumMap<Answered, Timer>(Answered.class);
            for (var answered : Answered.values()) {
                timers.put(answered, timer(account, answered, registry));
            }
            byAccount.put(account.name(), timers);
        }
    }

    Compiled timed(String account, Compiled compiled) {
        var timers = Objects.requireNonNull(byAccount.get(account), account);
        return (id, to, values) -> {
            long start = System.nanoTime();
            return compiled.send(id, to, values)
                    .whenComplete((outcome, _) -> Objects.requireNonNull(timers.get(Answered.with(outcome)))
                            .record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
        };
    }

    private static Timer timer(ProviderAccount account, Answered answered, MeterRegistry registry) {
        return Timer.builder("rcs.provider.calls")
                .description("From handing a message to a provider until its answer")
                .tag("account", account.name())
                .tag("provider", account.provider())
                .tag("outcome", answered.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private enum Answered {
        ACCEPTED,
        REJECTED,
        UNREACHABLE,
        THROTTLED,
        PUT_OFF,
        /** Our credentials or our balance. */
        REFUSED_US,
        UNKNOWN;

        static Answered with(@Nullable SendOutcome outcome) {
            return switch (outcome) {
                case null -> UNKNOWN;
                case Accepted _ -> ACCEPTED;
                case Rejected _ -> REJECTED;
                case Unreachable _ -> UNREACHABLE;
                case Retry retry ->
                    switch (retry.reason()) {
                        case RATE_LIMITED -> THROTTLED;
                        case AUTHENTICATION, BALANCE -> REFUSED_US;
                        default -> PUT_OFF;
                    };
                case Unknown _ -> UNKNOWN;
            };
        }
    }
}
