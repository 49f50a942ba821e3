package io.rcsplatform.dispatch.deadletter;

import java.time.Duration;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {
    /** With their payloads a few megabytes. */
    private static final int AT_ONCE = 50;

    private static final Duration TOGETHER = Duration.ofMillis(200);
    private static final Duration RECOVERY = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    /** One consumer for all dead-letter queues; several instances share what lies there. */
    @Bean
    SimpleMessageListenerContainer deadLetterConsumer(
            ConnectionFactory broker, DeathReader reader, DeadLetterIntake intake) {
        var container = new SimpleMessageListenerContainer(broker);
        container.setQueueNames(reader.queues());
        container.setMessageListener(intake);
        container.setConsumerBatchEnabled(true);
        container.setBatchSize(AT_ONCE);
        container.setPrefetchCount(AT_ONCE);
        container.setReceiveTimeout(TOGETHER.toMillis());
        container.setMissingQueuesFatal(false);
        container.setRecoveryInterval(RECOVERY.toMillis());
        container.setFailedDeclarationRetryInterval(RECOVERY.toMillis());
        container.setRetryDeclarationInterval(RECOVERY.toMillis());
        container.setShutdownTimeout(STOP_TIMEOUT.toMillis());
        return container;
    }
}
