package io.rcsplatform.campaign.audit;

import io.rcsplatform.domain.event.WriteRecorded;
import io.rcsplatform.platform.audit.AuditLog;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {
    private static final Duration LOOK = Duration.ofMinutes(10);

    /** What was changed through other services. */
    @Bean
    Consumer<Message<byte[]>> writeRecorded(EventJson json, AuditLog log) {
        return message -> log.append(json.read(message.getPayload(), WriteRecorded.class));
    }

    @Bean
    BackgroundLoop auditRetentionLoop(AuditRetention retention) {
        return new BackgroundLoop("audit-retention", LOOK, retention::forget);
    }
}
