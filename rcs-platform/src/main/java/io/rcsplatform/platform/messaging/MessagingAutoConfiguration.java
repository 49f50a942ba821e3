package io.rcsplatform.platform.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.platform.json.EventJson;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.MessageListenerContainer;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.annotation.StreamRetryTemplate;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

@AutoConfiguration(after = RabbitAutoConfiguration.class)
@ConditionalOnClass(StreamBridge.class)
@EnableConfigurationProperties(MessagingProperties.class)
class MessagingAutoConfiguration {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    @Bean
    Declarables destinations(MessagingProperties properties) {
        return Topology.of(properties.prefix());
    }

    @Bean
    Topology topology(AmqpAdmin admin) {
        return new Topology(admin);
    }

    @Bean
    Publisher publisher(StreamBridge bridge, EventJson json, Topology topology, MessagingProperties properties) {
        return new Publisher(bridge, json, topology, properties.confirmTimeout());
    }

    @Bean
    QueuePublisher queuePublisher(RabbitTemplate rabbit, Topology topology, MessagingProperties properties) {
        return new QueuePublisher(rabbit, topology, properties);
    }

    @Bean
    QueueDepths queueDepths(AmqpAdmin admin, MessagingProperties properties, Environment environment) {
        return new QueueDepths(admin, properties.prefix(), environment.getProperty("spring.application.name", ""));
    }

    @Bean
    Parking parking(QueuePublisher publisher) {
        return new Parking(publisher);
    }

    @Bean
    @StreamRetryTemplate
    ConsumerRetries consumerRetries() {
        return new ConsumerRetries();
    }

    @Bean
    QueueDrain queueDrain(
            RabbitTemplate rabbit, ConsumerRetries retries, Parking parking, MessagingProperties properties) {
        return new QueueDrain(rabbit, retries, parking, properties.prefix());
    }

    /**
     * A message that could be neither handled nor parked goes back to its queue; nothing else may happen to it, until it has come back
     * too often. Stopping waits for what
     * is in hand. (Not by the container's forced stop: its consumers spin until they are cancelled, and on virtual threads they keep the
     * carriers from whoever would cancel them.)
     */
    @Bean
    @SuppressWarnings("removal") // the binder asks for customizers by this type
    ListenerContainerCustomizer<MessageListenerContainer> consumersThatLoseNothing(
            Parking parking, MessagingProperties properties, MeterRegistry registry) {
        var limit = new DeliveryLimit(parking, properties.prefix());
        return (container, destination, group) -> {
            if (container instanceof AbstractMessageListenerContainer listener) {
                listener.setErrorHandler(failure -> {
                    throw new ImmediateRequeueAmqpException("neither handled nor parked", failure);
                });
                listener.setAdviceChain(limit, new QueueLag(nameOf(destination, group, properties), registry));
                listener.setShutdownTimeout(STOP_TIMEOUT.toMillis());
            }
        };
    }

    private static String nameOf(String queue, @Nullable String group, MessagingProperties properties) {
        var name = group == null || queue.endsWith("." + group) ? queue : queue + "." + group;
        return name.startsWith(properties.prefix())
                ? name.substring(properties.prefix().length())
                : name;
    }
}
