package io.rcsplatform.dispatch.consent;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsentSettings.class)
class ConsentBindings {
    @Bean
    Consumer<Message<byte[]>> consentChanged(
            Suppressions suppressions, EventJson json, MeterRegistry registry, Clock clock) {
        var lag = Timer.builder("rcs.consent.lag")
                .description("From a change of consent to the moment that nothing is sent against it any more")
                .register(registry);
        return message -> {
            var changed = json.read(message.getPayload(), ConsentChanged.class);
            suppressions.apply(changed);
            lag.record(positive(Duration.between(changed.occurredAt(), clock.instant())));
        };
    }

    @Bean
    BackgroundLoop knownConsentsLoop(KnownConsents known, ConsentSettings settings) {
        return new BackgroundLoop("known-consents", settings.poll(), () -> {
            known.refresh();
            return false;
        });
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
