package io.rcsplatform.gateway.status;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param services where they are, by name
 * @param patience how long they may take to say how they are
 */
@ConfigurationProperties("rcs.gateway.status")
record StatusProperties(
        Map<String, URI> services, @DefaultValue("1500ms") Duration patience) {}
