package io.rcsplatform.fallback.decision;

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
class FallbackBindings {
    /** An SMS batch for a handful of recipients costs as much as one for a hundred: a failed leg can wait that long for others. */
    private static final Duration LINGER = Duration.ofMillis(250);

    private static final int MOST_RECIPIENTS = 200;

    /** Most events ask for no fallback; these are not even read. */
    @Bean
    Consumer<Message<byte[]>> messageEvents(
            EventJson json,
            DecideFallbacks fallbacks,
            DecisionMetrics metrics,
            Traces traces,
            BindingServiceProperties bindings) {
        var together = new Together<MessageEvents>(
                LINGER,
                MOST_RECIPIENTS,
                bindings.getConsumerProperties("messageEvents-in-0").getConcurrency(),
                1,
                FallbackBindings::recipients,
                events -> metrics.count(fallbacks.decide(events)),
                traces);
        return message -> {
            if (json.hasItems(message.getPayload(), "fallbacks")) {
                together.serve(json.read(message.getPayload(), MessageEvents.class));
            }
        };
    }

    private static int recipients(MessageEvents event) {
        return event.fallbacks().stream()
                .mapToInt(request -> request.recipients().size())
                .sum();
    }
}
