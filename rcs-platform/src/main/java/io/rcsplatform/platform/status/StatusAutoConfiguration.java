package io.rcsplatform.platform.status;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

@AutoConfiguration(after = HealthEndpointAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(HealthEndpoint.class)
class StatusAutoConfiguration {
    @Bean
    StatusController statusController(
            HealthEndpoint health, ObjectProvider<StatusFact> facts, Environment environment) {
        return new StatusController(
                health, facts.orderedStream().toList(), environment.getProperty("spring.application.version"));
    }
}
