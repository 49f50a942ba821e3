package io.rcsplatform.platform.replay;

import io.rcsplatform.platform.messaging.Outbox;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "io.rcsplatform.platform.messaging.OutboxAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(Outbox.class)
class ReplayAutoConfiguration {
    @Bean
    ReplayController outboxReplayController(Outbox outbox) {
        return new ReplayController(outbox);
    }
}
