package io.rcsplatform.fallback.decision;

import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.platform.json.EventJson;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class FallbackBindings {
    /** Most events ask for no fallback; these are not even read. */
    @Bean
    Consumer<Message<byte[]>> messageEvents(EventJson json, DecideFallbacks fallbacks, DecisionMetrics metrics) {
        return message -> {
            if (json.hasItems(message.getPayload(), "fallbacks")) {
                metrics.count(fallbacks.decide(json.read(message.getPayload(), MessageEvents.class)));
            }
        };
    }
}
