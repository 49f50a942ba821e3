package io.rcsplatform.platform.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param requestsAtWork how many requests an instance works on at once before it refuses more */
@ConfigurationProperties("rcs.web")
record WebProperties(@DefaultValue("256") int requestsAtWork) {
    WebProperties {
        if (requestsAtWork < 1) {
            throw new IllegalArgumentException("rcs.web.requests-at-work must be at least 1");
        }
    }
}
