package io.rcsplatform.dispatch.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.DispatchServiceApplication;
import io.rcsplatform.dispatch.script.ScriptedProvider;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Letters of a fleet with several instances, which come and go. */
class DeadLetterInstancesIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final ConsumerQueue QUEUE = new ConsumerQueue(Destination.CAMPAIGN_EVENTS, "dispatch");

    /** Queues of its own: another test's instance must not take over. */
    private static final String PREFIX = TestInfra.PREFIX + "dead.";

    @Test
    void severalInstancesKeepEachLetterOnceAndNoneIsLostWhileTheyAreAway() {
        try (var first = start()) {
            try (var second = start()) {
                IntStream.range(10, 70).forEach(n -> poison(n % 2 == 0 ? first : second, n));
                await("all are kept").atMost(SOON).until(() -> attempts(first).size() == 60);
            }
            assertThat(attempts(first)).containsOnly(1);
            first.getBean("deadLetterConsumer", SimpleMessageListenerContainer.class)
                    .stop();
            poison(first, 70);
            await("it waits in the dead-letter queue").atMost(SOON).until(() -> waiting(first) == 1);
        }

        try (var later = start()) {
            await("it is kept, beside the others")
                    .atMost(SOON)
                    .until(() -> attempts(later).size() == 61);
            assertThat(attempts(later)).containsOnly(1);
            assertThat(waiting(later)).isZero();
            removeQueues(later.getBean(AmqpAdmin.class));
        }
    }

    @Test
    void comesBackWhenItsQueuesWereDeleted() {
        try (var instance = start()) {
            var admin = instance.getBean(AmqpAdmin.class);
            poison(instance, 100);
            await("it drains").atMost(SOON).until(() -> attempts(instance, 100).size() == 1);

            ConsumerQueue.all().forEach(queue -> admin.deleteQueue(PREFIX + queue.deadLetters()));
            poison(instance, 101);

            await("it drains again")
                    .atMost(SOON)
                    .until(() -> attempts(instance, 101).size() == 1);
            removeQueues(admin);
        }
    }

    private static void poison(ConfigurableApplicationContext service, int number) {
        service.getBean(RabbitTemplate.class)
                .convertAndSend(
                        PREFIX + QUEUE.destination().address(),
                        "",
                        payload(number).getBytes(UTF_8));
    }

    private static String payload(int number) {
        return "{\"dead\":\"" + PREFIX + number + "\"}";
    }

    private static List<Integer> attempts(ConfigurableApplicationContext service) {
        return service.getBean(JdbcClient.class)
                .sql("select attempts from dead_letter where convert_from(payload, 'utf8') like ?")
                .param("{\"dead\":\"" + PREFIX + "__\"}")
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private static List<Integer> attempts(ConfigurableApplicationContext service, int number) {
        return service.getBean(JdbcClient.class)
                .sql("select attempts from dead_letter where payload = ?")
                .param(payload(number).getBytes(UTF_8))
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private static long waiting(ConfigurableApplicationContext service) {
        var queue = service.getBean(AmqpAdmin.class).getQueueInfo(PREFIX + QUEUE.deadLetters());
        return queue == null ? 0 : queue.getMessageCount();
    }

    private static void removeQueues(AmqpAdmin broker) {
        for (var queue : ConsumerQueue.all()) {
            broker.deleteQueue(PREFIX + queue.name());
            broker.deleteQueue(PREFIX + queue.deadLetters());
            broker.deleteExchange(PREFIX + queue.destination().address());
        }
        broker.deleteExchange(PREFIX + "DLX");
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(DispatchServiceApplication.class, OnTestServers.class)
                .properties("server.port=0")
                .properties(Stream.of(
                                "provider=scripted",
                                "channel=rcs",
                                "contract=blind",
                                "base-url=http://localhost",
                                "callback-token=a-token-for-tests",
                                "credentials.user=tester")
                        .map(setting -> "rcs.accounts.scripted." + setting)
                        .toArray(String[]::new))
                .run("--rcs.messaging.prefix=" + PREFIX);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(TestInfra.class)
    static class OnTestServers {
        @Bean
        ScriptedProvider scriptedProvider() {
            return new ScriptedProvider();
        }
    }
}
