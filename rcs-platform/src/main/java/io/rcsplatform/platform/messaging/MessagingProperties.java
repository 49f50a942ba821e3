package io.rcsplatform.platform.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param prefix stands before the name of every exchange and queue, so that several fleets can share a broker
 * @param confirmTimeout how long a publish may wait for the broker's confirm
 */
@ConfigurationProperties("rcs.messaging")
record MessagingProperties(
        @DefaultValue("") String prefix,
        @DefaultValue("10s") Duration confirmTimeout) {}
