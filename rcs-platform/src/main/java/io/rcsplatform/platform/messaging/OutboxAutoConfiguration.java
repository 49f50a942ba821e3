package io.rcsplatform.platform.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.rcsplatform.platform.json.EventJson;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, MessagingAutoConfiguration.class})
@ConditionalOnClass({JdbcClient.class, StreamBridge.class})
@ConditionalOnBean(JdbcClient.class)
class OutboxAutoConfiguration {
    private static final Duration POLL = Duration.ofMillis(500);

    @Bean
    OutboxTable outboxTable(JdbcClient jdbc) {
        return new OutboxTable(jdbc);
    }

    @Bean
    Traces traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new Traces(tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    OutboxRelay outboxRelay(
            OutboxTable table, Publisher publisher, Traces traces, PlatformTransactionManager transactions) {
        return new OutboxRelay(table, publisher, traces, new TransactionTemplate(transactions));
    }

    @Bean
    BackgroundLoop outboxRelayLoop(OutboxRelay relay) {
        return new BackgroundLoop("outbox-relay", POLL, relay::relay);
    }

    @Bean
    Outbox outbox(OutboxTable table, EventJson json, Traces traces, BackgroundLoop outboxRelayLoop) {
        return new Outbox(table, json, traces, outboxRelayLoop::wake);
    }

    @Bean
    Inbox inbox(JdbcClient jdbc) {
        return new Inbox(jdbc);
    }

    @Bean
    Housekeeping housekeeping(OutboxTable outbox, Inbox inbox) {
        return new Housekeeping(outbox, inbox);
    }

    @Bean
    BackgroundLoop housekeepingLoop(Housekeeping housekeeping) {
        return new BackgroundLoop("outbox-housekeeping", Housekeeping.INTERVAL, housekeeping::run);
    }

    @Bean
    MeterBinder outboxMeters(Housekeeping housekeeping) {
        return registry -> {
            Gauge.builder("rcs.outbox.lag", housekeeping, h -> h.backlog().ageSeconds())
                    .baseUnit("seconds")
                    .description("Age of the oldest event that is not published yet")
                    .register(registry);
            Gauge.builder("rcs.outbox.pending", housekeeping, h -> h.backlog().rows())
                    .description("Events that are not published yet")
                    .register(registry);
        };
    }
}
