package io.rcsplatform.webhook.test;

import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.test.TestInfra;
import io.rcsplatform.webhook.intake.CallbackListener;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestConfiguration(proxyBeanMethods = false)
@Import(TestInfra.class)
class WebhookTestConfiguration {
    @Bean
    LineProvider lineProvider() {
        return new LineProvider();
    }

    @Bean
    BrokerProxy brokerProxy(@Qualifier("testBroker") RabbitConnectionDetails broker) {
        return new BrokerProxy(broker.getFirstAddress());
    }

    @Bean
    @Primary
    RabbitConnectionDetails proxiedBroker(@Qualifier("testBroker") RabbitConnectionDetails broker, BrokerProxy proxy) {
        return new ProxiedBroker(broker, proxy);
    }

    @Bean
    CallingProvider callingProvider(Environment environment, CallbackListener listener) {
        return new CallingProvider(door -> switch (door) {
            case LISTENER -> listener.port();
            case WEB_STACK -> environment.getRequiredProperty("local.server.port", Integer.class);
        });
    }

    @Bean
    WhatBecameOfIt whatBecameOfIt(JdbcClient jdbc, RabbitTemplate rabbit, AmqpAdmin admin, EventJson json) {
        return new WhatBecameOfIt(jdbc, rabbit, admin, json);
    }
}
