package io.rcsplatform.webhook.test;

import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.test.TestInfra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows and events that callbacks turned into. */
public final class WhatBecameOfIt {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final JdbcClient jdbc;
    private final RabbitTemplate rabbit;
    private final AmqpAdmin admin;
    private final EventJson json;

    WhatBecameOfIt(JdbcClient jdbc, RabbitTemplate rabbit, AmqpAdmin admin, EventJson json) {
        this.jdbc = jdbc;
        this.rabbit = rabbit;
        this.admin = admin;
        this.json = json;
    }

    public void forget() {
        admin.initialize();
        jdbc.sql("truncate raw_batch, raw_callback, unrecognised_callback").update();
        for (var destination : List.of(Destination.RECEIPTS, Destination.INBOUND)) {
            admin.purgeQueue(queue(destination));
        }
    }

    public long rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** The next so many events of a destination, in any order; what comes after them stays. */
    public <E extends Event> List<E> events(Destination destination, Class<E> type, int number) {
        var events = new ArrayList<E>();
        await("events on " + destination).atMost(SOON).ignoreExceptions().until(() -> {
            var message = rabbit.receive(queue(destination), 200);
            if (message != null) {
                events.add(json.read(message.getBody(), type));
            }
            return events.size() == number;
        });
        return events;
    }

    public void deleteQueue(Destination destination) {
        admin.deleteQueue(queue(destination));
    }

    public boolean hasNoMore(Destination destination) {
        return rabbit.receive(queue(destination), 500) == null;
    }

    public void allIsMarkedPublished() {
        await("every batch is marked as published")
                .atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from raw_batch where published_at is null")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private static String queue(Destination destination) {
        return TestInfra.PREFIX + destination.address() + "."
                + destination.groups().getFirst();
    }
}
