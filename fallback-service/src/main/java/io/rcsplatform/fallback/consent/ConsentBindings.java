package io.rcsplatform.fallback.consent;

import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.platform.json.EventJson;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ConsentBindings {
    @Bean
    Consumer<Message<byte[]>> consentEvents(EventJson json, ApplyConsent consent) {
        return message -> consent.apply(json.read(message.getPayload(), ConsentChanged.class));
    }
}
