package io.rcsplatform.dispatch.pacing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param redisTimeout after it this instance goes by its own bucket
 * @param cooldown how long it does so before it asks Redis again
 */
@ConfigurationProperties("rcs.dispatch.pace")
record PaceProperties(
        @DefaultValue("250ms") Duration redisTimeout,
        @DefaultValue("2s") Duration cooldown) {}
