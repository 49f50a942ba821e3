package io.rcsplatform.campaign.consent;

import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.platform.json.EventJson;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class InboundBindings {
    @Bean
    Consumer<Message<byte[]>> inboundReceived(EventJson json, ReceiveInbound receiveInbound) {
        return message -> receiveInbound.receive(json.read(message.getPayload(), InboundReceived.class));
    }
}
