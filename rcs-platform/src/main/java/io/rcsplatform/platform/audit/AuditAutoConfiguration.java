package io.rcsplatform.platform.audit;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.messaging.Outbox;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(
        afterName = "io.rcsplatform.platform.messaging.OutboxAutoConfiguration",
        before = WebMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({JdbcClient.class, StreamBridge.class})
@ConditionalOnBean(Outbox.class)
class AuditAutoConfiguration {
    /** A service that does not keep the log itself tells the one that does. */
    @Bean
    @ConditionalOnMissingBean
    AuditLog auditLog(Outbox outbox) {
        return entry -> outbox.add(Destination.AUDIT_ENTRIES, entry);
    }

    @Bean
    AuditTrail auditTrail(
            AuditLog log, PlatformTransactionManager transactions, JsonMapper json, Ids ids, Clock clock) {
        return new AuditTrail(log, transactions, json, ids, clock);
    }

    @Bean
    WebMvcRegistrations auditedHandlers(AuditTrail trail) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new AuditedHandlers(trail);
            }
        };
    }
}
