package io.rcsplatform.dispatch.sending;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a provider account counts as out of order, and what happens then.
 *
 * @param failurePercent of the calls of a window; so many open the circuit
 * @param window whole seconds
 * @param calls in a window at least; fewer say nothing
 * @param probeAfter how long an open circuit lets nothing through
 * @param probes calls that are let through then; their answers open or close it
 * @param failOverAfter how long a bulk message that may become an SMS waits for its provider. One of the express lane does not wait
 */
@ConfigurationProperties("rcs.dispatch.circuit")
record CircuitProperties(
        @DefaultValue("50") int failurePercent,
        @DefaultValue("3s") Duration window,
        @DefaultValue("5") int calls,
        @DefaultValue("10s") Duration probeAfter,
        @DefaultValue("3") int probes,
        @DefaultValue("2m") Duration failOverAfter) {
    CircuitProperties {
        require(failurePercent >= 1 && failurePercent <= 100, "failure-percent: must be from 1 to 100");
        require(window.compareTo(Duration.ofSeconds(1)) >= 0, "window: at least 1s is needed");
        require(calls >= 1, "calls: at least 1 is needed");
        require(probeAfter.compareTo(Duration.ofMillis(100)) >= 0, "probe-after: at least 100ms is needed");
        require(probes >= 1, "probes: at least 1 is needed");
        require(!failOverAfter.isNegative(), "fail-over-after: must not be negative");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("rcs.dispatch.circuit." + what);
        }
    }
}
