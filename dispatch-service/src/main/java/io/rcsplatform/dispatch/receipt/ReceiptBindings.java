package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.platform.json.EventJson;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ReceiptBindings {
    @Bean
    Consumer<Message<byte[]>> receiptsReceived(ReceiptIntake intake, EventJson json) {
        return message -> intake.receive(json.read(message.getPayload(), ReceiptsReceived.class));
    }
}
