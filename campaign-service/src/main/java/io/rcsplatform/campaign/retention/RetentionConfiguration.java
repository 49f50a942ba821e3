package io.rcsplatform.campaign.retention;

import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
class RetentionConfiguration {
    private static final Duration LOOK = Duration.ofMinutes(10);

    @Bean
    BackgroundLoop recipientRetentionLoop(RecipientRetention retention) {
        return new BackgroundLoop("recipient-retention", LOOK, retention::forget);
    }

    @Bean
    BackgroundLoop inboundRetentionLoop(InboundRetention retention) {
        return new BackgroundLoop("inbound-retention", LOOK, retention::forget);
    }
}
