package io.rcsplatform.campaign.orchestration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How campaigns are worked off.
 *
 * @param enabled whether this instance takes part; every instance may
 * @param pollInterval how long work that nobody announced may wait
 * @param creditWindow how much of its sender's time a campaign keeps in flight, shared among the campaigns of one sender
 * @param maxInFlight recipients in flight per campaign at most, however fast its sender is
 * @param feedAgainAfter how long a batch may be in flight, beside the time that its sender needs, before it is fed again; doubles with
 *     each time
 * @param stalledAfter how long a campaign with work may stand still before that shows, with a reason
 * @param planners how many audiences are frozen at once
 */
@ConfigurationProperties("rcs.orchestrator")
record OrchestratorProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("300ms") Duration pollInterval,
        @DefaultValue("3s") Duration creditWindow,
        @DefaultValue("20000") int maxInFlight,
        @DefaultValue("60s") Duration feedAgainAfter,
        @DefaultValue("60s") Duration stalledAfter,
        @DefaultValue("3") int planners) {

    OrchestratorProperties {
        require(pollInterval.compareTo(Duration.ofMillis(10)) >= 0, "poll-interval must be at least 10ms");
        require(creditWindow.isPositive(), "credit-window must be positive");
        require(maxInFlight >= 1, "max-in-flight must be at least 1");
        require(feedAgainAfter.compareTo(Duration.ofSeconds(1)) >= 0, "feed-again-after must be at least 1s");
        require(stalledAfter.isPositive(), "stalled-after must be positive");
        require(planners >= 1, "planners must be at least 1");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("rcs.orchestrator." + what);
        }
    }
}
