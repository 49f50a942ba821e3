package io.rcsplatform.dispatch.consent;

import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsentSettings.class)
class ConsentBindings {
    @Bean
    Consumer<Message<byte[]>> consentChanged(ApplyConsent consent, EventJson json) {
        return message -> consent.apply(json.read(message.getPayload(), ConsentChanged.class));
    }

    @Bean
    BackgroundLoop knownConsentsLoop(KnownConsents known, ConsentSettings settings) {
        return new BackgroundLoop("known-consents", settings.poll(), () -> {
            known.refresh();
            return false;
        });
    }
}
