package io.rcsplatform.campaign.tenant;

import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ApiKeyProperties.class, BootstrapProperties.class, TokenProperties.class})
class TenantConfiguration {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    @Bean
    BackgroundLoop keysLoop(KeyMetrics keys) {
        return new BackgroundLoop("api-keys", BETWEEN_LOOKS, keys::look);
    }
}
