package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.domain.event.ReceiptsReceived;
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
class ReceiptBindings {
    private static final Duration LINGER = Duration.ofMillis(100);
    private static final int MOST_RECEIPTS = 1_000;

    /** One waits for the database while the other is read, joined and written down. */
    private static final int GROUPS_AT_ONCE = 2;

    @Bean
    Consumer<Message<byte[]>> receiptsReceived(
            Receipts receipts, EventJson json, Traces traces, BindingServiceProperties bindings) {
        var together = new Together<ReceiptsReceived>(
                LINGER,
                MOST_RECEIPTS,
                bindings.getConsumerProperties("receiptsReceived-in-0").getConcurrency(),
                GROUPS_AT_ONCE,
                received -> received.receipts().size(),
                receipts::receive,
                traces);
        return message -> together.serve(json.read(message.getPayload(), ReceiptsReceived.class));
    }
}
