package io.rcsplatform.webhook.intake;

import static io.rcsplatform.webhook.test.CallingProvider.OTHER_TOKEN;
import static io.rcsplatform.webhook.test.CallingProvider.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.webhook.test.CallingProvider;
import io.rcsplatform.webhook.test.CallingProvider.Door;
import io.rcsplatform.webhook.test.OnRealServers;
import io.rcsplatform.webhook.test.WhatBecameOfIt;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@OnRealServers
@ParameterizedClass
@EnumSource(Door.class)
class CallbackIntakeIT {
    private static final int TOO_MUCH = 256 * 1024 + 1;

    @Parameter
    Door door = Door.LISTENER;

    @Autowired
    CallingProvider provider;

    @Autowired
    WhatBecameOfIt outcome;

    @Autowired
    DataSource dataSource;

    @BeforeEach
    void startEmpty() {
        outcome.forget();
        provider.use(door);
    }

    @AfterEach
    void useTheUsualDoor() {
        provider.use(Door.LISTENER);
    }

    @Test
    void keepsTheCallbackAsItCame() {
        var answer = provider.send(provider.request("line", TOKEN + "?part=1&of=%20two")
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .header("X-Line-Signature", "good")
                        .header("X-Forwarded-For", "192.0.2.1")
                        .header("Authorization", "Bearer secret")
                        .POST(BodyPublishers.ofString("delivered ä1")))
                .join();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        var row = outcome.jdbc()
                .sql("select *, headers::text as kept from raw_callback")
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("account", "line-one")
                .containsEntry("method", "POST")
                .containsEntry("content_type", "text/plain; charset=utf-8")
                .containsEntry("query", "part=1&of=%20two");
        assertThat((byte[]) row.get("body")).isEqualTo("delivered ä1".getBytes(UTF_8));
        assertThat((String) row.get("kept"))
                .contains("\"x-line-signature\":\"good\"")
                .doesNotContain("secret", "192.0.2.1");
    }

    @Test
    void publishesWhatItSaidBeforeItAnswers() {
        provider.post("delivered a1\nreply r1 stop it\ndelivered a2");

        assertThat(outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 1))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.account()).isEqualTo("line-one");
                    assertThat(event.receipts())
                            .extracting(Receipt::providerMessageId)
                            .containsExactly("a1", "a2");
                });
        assertThat(outcome.events(Destination.INBOUND, InboundReceived.class, 1))
                .singleElement()
                .satisfies(event -> assertThat(event.messages()).singleElement().satisfies(message -> {
                    assertThat(message.providerMessageId()).isEqualTo("r1");
                    assertThat(message.text()).isEqualTo("stop it");
                }));
        outcome.allIsMarkedPublished();
    }

    @Test
    void takesACallbackByGet() {
        var answer = provider.send(
                        provider.request("line", TOKEN + "?delivered=a1").GET())
                .join();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 1)
                        .getFirst()
                        .receipts())
                .extracting(Receipt::providerMessageId)
                .containsExactly("a1");
    }

    @Test
    void storesCallbacksTogetherThatComeTogether() {
        var answers = IntStream.range(0, 20)
                .mapToObj(n -> provider.postAsync(n % 2 == 0 ? TOKEN : OTHER_TOKEN, "delivered a" + n))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(outcome.rows("raw_callback")).isEqualTo(20);
        assertThat(outcome.rows("raw_batch")).isLessThan(4);
        assertThat(outcome.rows("raw_callback where account = 'line-two'")).isEqualTo(10);
    }

    @Test
    void keepsADoubledCallbackTwice() {
        provider.post("delivered a1");
        provider.post("delivered a1");

        assertThat(outcome.rows("raw_callback")).isEqualTo(2);
    }

    @Test
    void answersNothingUntilItIsDurable() throws Exception {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table raw_callback in access exclusive mode");

            var answer = provider.postAsync(TOKEN, "delivered a1");

            assertThat(answer).failsWithin(java.time.Duration.ofSeconds(1));
            connection.rollback();
            assertThat(answer.join().statusCode()).isEqualTo(200);
        }
        assertThat(outcome.rows("raw_callback")).isEqualTo(1);
    }

    @Test
    void asksToComeAgainWhenItCannotBeStored() {
        outcome.jdbc()
                .sql("alter table raw_callback rename to raw_callback_gone")
                .update();
        try {
            var answer = provider.post("delivered a1");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.body()).contains("\"retryable\":true");
        } finally {
            outcome.jdbc()
                    .sql("alter table raw_callback_gone rename to raw_callback")
                    .update();
        }
        assertThat(outcome.rows("raw_batch")).isZero();
        assertThat(provider.post("delivered a1").statusCode()).isEqualTo(200);
    }

    @Test
    void asksToComeAgainWhenStoringTakesTooLong() throws Exception {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table raw_callback in access exclusive mode");

            assertThat(provider.post("delivered a1").statusCode()).isEqualTo(503);
            connection.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"line/line-one-token-0123456780", "line/", "line", "other/" + TOKEN, "line/" + TOKEN + "/x"})
    void knowsNoOtherAddress(String path) {
        int slash = (path + "/").indexOf('/');
        var answer = provider.send(
                        provider.request(path.substring(0, slash), path.substring(Math.min(path.length(), slash + 1)))
                                .POST(BodyPublishers.ofString("delivered a1")))
                .join();

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("callback_address_not_found").doesNotContain(TOKEN);
        assertThat(outcome.rows("raw_callback")).isZero();
    }

    @Test
    void refusesWhatIsNotTheProviders() {
        var answer = provider.send(provider.request("line", TOKEN)
                        .header("X-Line-Signature", "forged")
                        .POST(BodyPublishers.ofString("delivered a1")))
                .join();

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(outcome.rows("raw_callback")).isZero();
    }

    @Test
    void refusesOtherMethods() {
        var answer = provider.send(provider.request("line", TOKEN).DELETE()).join();

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
    }

    @Test
    void takesNothingTooLargeWhetherItsLengthIsSaidOrNot() {
        var body = new byte[TOO_MUCH];

        Stream.of(BodyPublishers.ofByteArray(body), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .map(publisher -> provider.send(provider.request("line", TOKEN).POST(publisher)))
                .map(CompletableFuture::join)
                .forEach(answer -> assertThat(answer.statusCode()).isEqualTo(413));
        assertThat(outcome.rows("raw_callback")).isZero();
    }

    @Test
    void takesTheLargestThatIsAllowed() {
        var answer = provider.send(
                        provider.request("line", TOKEN).POST(BodyPublishers.ofByteArray(new byte[TOO_MUCH - 1])))
                .join();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(outcome.rows("raw_callback where length(body) = 256 * 1024")).isEqualTo(1);
    }
}
