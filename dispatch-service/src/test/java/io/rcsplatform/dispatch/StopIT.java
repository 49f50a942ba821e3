package io.rcsplatform.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.CampaignService;
import io.rcsplatform.dispatch.script.ScriptedProvider;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.platform.messaging.Publisher;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An instance that is told to stop finishes what it has handed over and gives back the rest. */
class StopIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final ScriptedProvider PROVIDER = new ScriptedProvider();
    private static final CampaignService CAMPAIGN_SERVICE = CampaignService.start();

    /** Queues of its own: another test's instance must not take over. */
    private static final String PREFIX = TestInfra.PREFIX + "stop.";

    @Test
    void givesBackTheRestOfABatchWhichTheNextInstanceFinishes() {
        var batch = Batch.of(30).at(10);
        PROVIDER.follow((id, _, _) -> new CompletableFuture<SendOutcome>()
                .completeOnTimeout(new Accepted(id.toString()), 300, TimeUnit.MILLISECONDS));
        try (var first = start()) {
            first.getBean(Publisher.class).publish(Destination.DISPATCH_BULK, batch.event());
            await("the first chunk is out").atMost(SOON).until(() -> PROVIDER.submissions(batch) >= 10);
        }
        int before = PROVIDER.submissions(batch);

        try (var second = start()) {
            var jdbc = second.getBean(JdbcClient.class);
            assertThat(before).isLessThan(30);
            await("the batch is worked off").atMost(SOON).until(() -> sent(jdbc, batch) == 30);
            removeQueues(second.getBean(AmqpAdmin.class));
        }

        assertThat(IntStream.range(0, 30).mapToObj(i -> PROVIDER.submissions(batch.message(i))))
                .containsOnly(1);
    }

    private static void removeQueues(AmqpAdmin broker) {
        for (var destination : Destination.values()) {
            for (var group : destination.groups()) {
                broker.deleteQueue(PREFIX + destination.address() + "." + group);
                broker.deleteQueue(PREFIX + destination.address() + "." + group + ".dlq");
            }
            broker.deleteExchange(PREFIX + destination.address());
        }
        broker.deleteExchange(PREFIX + "DLX");
    }

    private static int sent(JdbcClient jdbc, Batch batch) {
        return jdbc.sql("select count(*) from message where tenant_id = ? and state = 40")
                .param(batch.tenant().value())
                .query(Integer.class)
                .single();
    }

    private static ConfigurableApplicationContext start() {
        var accounts = List.of(
                "provider=scripted",
                "channel=rcs",
                "contract=blind",
                "base-url=http://localhost",
                "callback-token=a-token-for-tests",
                "credentials.user=tester");
        return new SpringApplicationBuilder(DispatchServiceApplication.class, Scripted.class)
                .properties("server.port=0")
                .properties(accounts.stream()
                        .map(setting -> "rcs.accounts.scripted." + setting)
                        .toArray(String[]::new))
                .run("--rcs.messaging.prefix=" + PREFIX, "--rcs.consent.campaign-url=" + CAMPAIGN_SERVICE.url());
    }

    @Configuration(proxyBeanMethods = false)
    @Import(TestInfra.class)
    static class Scripted {
        @Bean
        ScriptedProvider scriptedProvider() {
            return PROVIDER;
        }
    }
}
