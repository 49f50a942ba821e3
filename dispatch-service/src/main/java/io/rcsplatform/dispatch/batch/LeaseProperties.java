package io.rcsplatform.dispatch.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param duration after so long without renewal a batch counts as abandoned
 * @param poll how often whoever waits for somebody else's batch looks again
 */
@ConfigurationProperties("rcs.dispatch.lease")
public record LeaseProperties(
        @DefaultValue("30s") Duration duration,
        @DefaultValue("500ms") Duration poll) {
    public LeaseProperties {
        if (duration.toMillis() < 1000) {
            throw new IllegalArgumentException("rcs.dispatch.lease.duration: at least 1s is needed");
        }
        if (poll.isNegative() || poll.isZero()) {
            throw new IllegalArgumentException("rcs.dispatch.lease.poll: must be longer than nothing");
        }
    }
}
