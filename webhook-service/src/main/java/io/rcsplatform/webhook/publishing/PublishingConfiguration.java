package io.rcsplatform.webhook.publishing;

import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {
    private static final Duration SETTLE = Duration.ofMillis(200);
    private static final Duration REPUBLISH = Duration.ofSeconds(1);

    @Bean
    BackgroundLoop settlingLoop(PublishStored publishing) {
        return new BackgroundLoop("callback-settling", SETTLE, publishing::settle);
    }

    @Bean
    BackgroundLoop republishingLoop(Republisher republisher) {
        return new BackgroundLoop("callback-republishing", REPUBLISH, republisher::republish);
    }
}
