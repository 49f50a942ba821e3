package io.rcsplatform.campaign.progress;

import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.platform.json.EventJson;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ProgressBindings {
    @Bean
    Consumer<Message<byte[]>> messageEvents(CountMessageEvents counting, EventJson json) {
        return message -> counting.count(json.read(message.getPayload(), MessageEvents.class));
    }

    @Bean
    Consumer<Message<byte[]>> fallbackDecided(CountFallbackDecisions counting, EventJson json) {
        return message -> counting.count(json.read(message.getPayload(), FallbackDecided.class));
    }
}
