package io.rcsplatform.gateway.routing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param waiting how many requests may wait for one service's answer to begin, at each gateway, before more are refused */
@ConfigurationProperties("rcs.gateway.routes")
record RouteProperties(@DefaultValue("128") int waiting) {
    RouteProperties {
        if (waiting < 1) {
            throw new IllegalArgumentException("rcs.gateway.routes.waiting must be at least 1");
        }
    }
}
