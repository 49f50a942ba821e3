package io.rcsplatform.webhook.publishing;

import static io.rcsplatform.webhook.test.CallingProvider.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.event.WriteRecorded;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.test.TestCallers;
import io.rcsplatform.platform.test.WritingEndpoints;
import io.rcsplatform.webhook.test.BrokerProxy;
import io.rcsplatform.webhook.test.CallingProvider;
import io.rcsplatform.webhook.test.OnRealServers;
import io.rcsplatform.webhook.test.WhatBecameOfIt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

@OnRealServers
class PublishingIT {
    @Autowired
    CallingProvider provider;

    @Autowired
    WhatBecameOfIt outcome;

    @Autowired
    BrokerProxy line;

    @Autowired
    ReplayCallbacks replay;

    @Autowired
    MeterRegistry meters;

    @Autowired
    EventJson json;

    @Autowired
    ApplicationContext service;

    @LocalServerPort
    int port;

    @BeforeEach
    void startEmpty() {
        outcome.forget();
    }

    @AfterEach
    void mendTheLine() {
        line.mend();
    }

    @Test
    void answersWithoutTheBrokerAndPublishesWhenItIsBack() {
        line.cut();

        assertThat(provider.post("delivered a1").statusCode()).isEqualTo(200);
        assertThat(provider.post("delivered a2").statusCode()).isEqualTo(200);
        assertThat(outcome.rows("raw_batch where published_at is null")).isEqualTo(2);

        line.mend();
        assertThat(receipts(outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 2)))
                .containsExactlyInAnyOrder("a1", "a2");
        outcome.allIsMarkedPublished();
        await("callbacks are published at once again").untilAsserted(() -> {
            provider.post("delivered a3");
            assertThat(receipts(outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 1)))
                    .contains("a3");
        });
    }

    @Test
    void tellsHowLongTheOldestHasWaitedForTheBroker() {
        line.cut();

        provider.post("delivered a1");

        await("the gauges follow").untilAsserted(() -> {
            assertThat(gauge("rcs.webhook.unpublished.batches")).isEqualTo(1);
            assertThat(gauge("rcs.webhook.unpublished.age")).isGreaterThan(1);
        });
        line.mend();
        await("and fall back").untilAsserted(() -> {
            assertThat(gauge("rcs.webhook.unpublished.batches")).isZero();
            assertThat(gauge("rcs.webhook.unpublished.age")).isZero();
        });
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    @Test
    void marksNothingPublishedThatNoQueueTookAndPublishesItOnceTheQueueIsBack() {
        outcome.deleteQueue(Destination.RECEIPTS);

        assertThat(provider.post("delivered a1").statusCode()).isEqualTo(200);

        assertThat(receipts(outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 1)))
                .containsExactly("a1");
        outcome.allIsMarkedPublished();
    }

    @Test
    void publishesAgainUnderTheSameIds() {
        var since = Instant.now().minusSeconds(1);
        provider.post("delivered a1\nreply r1 hello");
        var first = outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 1);
        outcome.allIsMarkedPublished();

        assertThat(replay.replay(since, Instant.now())).isEqualTo(1);

        assertThat(outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 1))
                .isEqualTo(first);
        outcome.allIsMarkedPublished();
    }

    /** A new endpoint fails this test until it is called here, and for as long as it leaves no entry. */
    @Test
    void everyChangeThroughTheApiIsToldToTheAuditLog() {
        var operator = new TenantId(UUID.randomUUID());
        var longAgo = Instant.now().minus(Duration.ofDays(1_000));

        var answer = RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/v1/callback_replays")
                .header(IdentityTokens.HEADER, TestCallers.token(operator, "platform"))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"since\":\"%s\",\"until\":\"%s\"}".formatted(longAgo, longAgo.plusSeconds(1)))
                .retrieve()
                .toBodilessEntity();

        assertThat(answer.getStatusCode().value()).isEqualTo(202);
        assertThat(outcome.jdbc()
                        .sql("select payload from outbox where destination = ? and tenant_id = ?")
                        .params(Destination.AUDIT_ENTRIES.name(), operator.value())
                        .query(byte[].class)
                        .list())
                .extracting(payload -> json.read(payload, WriteRecorded.class).action())
                .containsExactlyInAnyOrderElementsOf(WritingEndpoints.of(service));
    }

    @Test
    void putsNoMoreThanFiveHundredReceiptsIntoOneEvent() {
        provider.post(IntStream.range(0, 1001).mapToObj(n -> "delivered a" + n).collect(Collectors.joining("\n")));

        var events = outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 3);

        assertThat(events).extracting(event -> event.receipts().size()).containsExactlyInAnyOrder(500, 500, 1);
        assertThat(events).extracting(ReceiptsReceived::id).doesNotHaveDuplicates();
    }

    @Test
    void keepsWhatItDoesNotUnderstandAndPublishesTheRest() {
        provider.post("delivered a1\nwhat is this");
        provider.post("crash");
        var crashed = provider.postAsync(TOKEN, "crash");
        var sound = provider.postAsync(TOKEN, "delivered a2");

        assertThat(List.of(crashed.join().statusCode(), sound.join().statusCode()))
                .containsOnly(200);
        assertThat(receipts(outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 2)))
                .containsExactlyInAnyOrder("a1", "a2");
        outcome.allIsMarkedPublished();
        assertThat(outcome.jdbc()
                        .sql("select note from unrecognised_callback join raw_callback on id = raw_id")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "a line of 3 words",
                        "its reader failed: IllegalStateException",
                        "its reader failed: IllegalStateException");
    }

    private static List<String> receipts(List<ReceiptsReceived> events) {
        return events.stream()
                .flatMap(event -> event.receipts().stream())
                .map(Receipt::providerMessageId)
                .toList();
    }
}
