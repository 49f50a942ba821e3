package io.rcsplatform.gateway.ratelimit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param redisTimeout after it this gateway counts by itself
 * @param cooldown how long it does so before it asks Redis again
 * @param callbacksPerSecond from one provider account, at each gateway
 * @param wrongCredentialsPerMinute from one address, at all gateways together, before nothing new is tried from there
 */
@ConfigurationProperties("rcs.gateway.rate-limits")
record RateLimitProperties(
        @DefaultValue("250ms") Duration redisTimeout,
        @DefaultValue("2s") Duration cooldown,
        @DefaultValue("5000") int callbacksPerSecond,
        @DefaultValue("20") int wrongCredentialsPerMinute) {
    RateLimitProperties {
        if (wrongCredentialsPerMinute < 1) {
            throw new IllegalArgumentException(
                    "rcs.gateway.rate-limits.wrong-credentials-per-minute must be at least 1");
        }
    }
}
