package io.rcsplatform.campaign.progress;

import io.rcsplatform.domain.event.FallbackDecided;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.Together;
import io.rcsplatform.platform.messaging.Traces;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ProgressBindings {
    private static final Duration LINGER = Duration.ofMillis(50);
    private static final int MOST_CHANGES = 2_000;

    @Bean
    Consumer<Message<byte[]>> messageEvents(
            CountMessageEvents counting, EventJson json, Traces traces, BindingServiceProperties bindings) {
        var together = new Together<MessageEvents>(
                LINGER,
                MOST_CHANGES,
                bindings.getConsumerProperties("messageEvents-in-0").getConcurrency(),
                1,
                event -> 1 + event.changes().size(),
                counting::count,
                traces);
        return message -> together.serve(json.read(message.getPayload(), MessageEvents.class));
    }

    @Bean
    Consumer<Message<byte[]>> fallbackDecided(CountFallbackDecisions counting, EventJson json) {
        return message -> counting.count(json.read(message.getPayload(), FallbackDecided.class));
    }
}
