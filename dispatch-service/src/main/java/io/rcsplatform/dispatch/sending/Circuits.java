package io.rcsplatform.dispatch.sending;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.dispatch.account.SendingAccounts;
import io.rcsplatform.provider.ProviderAccount;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** {@code resilience4j.circuitbreaker.*}: one circuit for each provider account, known to this instance alone. */
@Component
@EnableConfigurationProperties(CircuitProperties.class)
class Circuits {
    private final Map<String, Circuit> byAccount;

    Circuits(SendingAccounts accounts, CircuitProperties properties, MeterRegistry meters, Clock clock) {
        var breakers = CircuitBreakerRegistry.of(config(properties));
        byAccount = accounts.all().stream()
                .map(ProviderAccount::name)
                .collect(Collectors.toUnmodifiableMap(
                        name -> name, name -> new Circuit(breakers.circuitBreaker(name), properties, clock)));
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    }

    static CircuitBreakerConfig config(CircuitProperties properties) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) properties.window().toSeconds())
                .minimumNumberOfCalls(properties.calls())
                .failureRateThreshold(properties.failurePercent())
                .waitDurationInOpenState(properties.probeAfter())
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(properties.probes())
                .recordResult(Circuit::tellsOfTrouble)
                .build();
    }

    /** @param account a configured one */
    Circuit of(String account) {
        return Objects.requireNonNull(byAccount.get(account), account);
    }
}
