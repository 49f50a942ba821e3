package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.messaging.BackgroundLoop;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SendingProperties.class)
class SendingBindings {
    private static final Duration RETRIES_POLL = Duration.ofMillis(200);

    @Bean
    Consumer<Message<byte[]>> bulk(SendBatch sendBatch, EventJson json) {
        return message -> send(sendBatch, json, message, Lane.BULK);
    }

    @Bean
    Consumer<Message<byte[]>> express(SendBatch sendBatch, EventJson json) {
        return message -> send(sendBatch, json, message, Lane.EXPRESS);
    }

    @Bean
    BackgroundLoop dueRetriesLoop(DueRetries retries) {
        return new BackgroundLoop("due-retries", RETRIES_POLL, retries::begin);
    }

    private static void send(SendBatch sendBatch, EventJson json, Message<byte[]> message, Lane lane) {
        sendBatch.send(json.read(message.getPayload(), DispatchBatch.class), message.getPayload(), lane);
    }
}
