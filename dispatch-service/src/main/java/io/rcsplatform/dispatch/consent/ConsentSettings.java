package io.rcsplatform.dispatch.consent;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param campaignUrl where campaign-service, which stores what people say, answers
 * @param poll how often it is asked
 * @param staleAfter nothing is submitted on knowledge that is older; with the time that a submission takes to leave, at most a second
 */
@ConfigurationProperties("rcs.consent")
record ConsentSettings(
        @DefaultValue("http://127.0.0.1:8081") URI campaignUrl,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("800ms") Duration staleAfter) {
    private static final Duration PROMISED = Duration.ofSeconds(1);

    ConsentSettings {
        if (!poll.isPositive()) {
            throw new IllegalArgumentException("rcs.consent.poll: must be positive");
        }
        if (staleAfter.compareTo(poll) <= 0 || staleAfter.compareTo(PROMISED) > 0) {
            throw new IllegalArgumentException("rcs.consent.stale-after: must be longer than poll, and 1s at most");
        }
    }
}
