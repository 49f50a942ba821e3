package io.rcsplatform.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.InboundReceived;
import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.event.ReceiptsReceived;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.webhook.test.CallingProvider;
import io.rcsplatform.webhook.test.OnRealServers;
import io.rcsplatform.webhook.test.SignedByGoogle;
import io.rcsplatform.webhook.test.WhatBecameOfIt;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@OnRealServers
class GoogleRbmCallbackIT {
    private static final String ID = "01900000-0000-7000-8000-00000000abcd";
    private static final String DELIVERED = "{\"senderPhoneNumber\":\"+12223334444\",\"eventType\":\"DELIVERED\","
            + "\"eventId\":\"e-1\",\"messageId\":\"01900000-0000-7000-8000-00000000ABCD\",\"agentId\":\"a@rbm.goog\"}";
    private static final String STOP =
            "{\"senderPhoneNumber\":\"+12223334444\",\"messageId\":\"m-1\",\"text\":\"STOP\","
                    + "\"agentId\":\"a@rbm.goog\"}";
    private static final String UNSUBSCRIBE =
            "{\"senderPhoneNumber\":\"+12223334444\",\"eventType\":\"UNSUBSCRIBE\",\"eventId\":\"e-2\"}";

    @Autowired
    CallingProvider provider;

    @Autowired
    WhatBecameOfIt outcome;

    @BeforeEach
    void startEmpty() {
        outcome.forget();
    }

    private HttpResponse<String> post(String body, String signature) {
        return provider.send(provider.request("google-rbm", SignedByGoogle.TOKEN)
                        .header("X-Goog-Signature", signature)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .join();
    }

    private int posted(String event) {
        return post(SignedByGoogle.envelope(event), SignedByGoogle.sign(event)).statusCode();
    }

    @Test
    void answersTheQuestionAtSetUpAndKeepsNothing() {
        var answer =
                post("{\"clientToken\":\"" + SignedByGoogle.CLIENT_TOKEN + "\",\"secret\":\"1234567890\"}", "none");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1234567890");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(outcome.rows("raw_callback")).isZero();
    }

    @Test
    void tellsNobodyElseTheSecret() {
        var answer = post("{\"clientToken\":\"guessed\",\"secret\":\"1234567890\"}", "none");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("1234567890");
    }

    @Test
    void storesNothingThatIsNotSigned() {
        assertThat(post(SignedByGoogle.envelope(DELIVERED), SignedByGoogle.sign(STOP))
                        .statusCode())
                .isEqualTo(401);

        assertThat(outcome.rows("raw_callback")).isZero();
        assertThat(outcome.hasNoMore(Destination.RECEIPTS)).isTrue();
    }

    @Test
    void publishesAReceiptUnderOurOwnId() {
        assertThat(posted(DELIVERED)).isEqualTo(200);

        assertThat(outcome.events(Destination.RECEIPTS, ReceiptsReceived.class, 1)
                        .getFirst()
                        .receipts())
                .extracting(Receipt::providerMessageId)
                .containsExactly(ID);
    }

    static Stream<Arguments> optOuts() {
        return Stream.of(Arguments.of(STOP, Kind.TEXT), Arguments.of(UNSUBSCRIBE, Kind.OPT_OUT));
    }

    @ParameterizedTest
    @MethodSource("optOuts")
    void publishesEachFormOfAnOptOut(String event, Kind kind) {
        assertThat(posted(event)).isEqualTo(200);

        assertThat(outcome.events(Destination.INBOUND, InboundReceived.class, 1)
                        .getFirst()
                        .messages())
                .extracting(Inbound::kind)
                .containsExactly(kind);
    }

    @Test
    void keepsAnEventOfAnUnknownKind() {
        assertThat(posted("{\"eventType\":\"SOMETHING_NEW\",\"eventId\":\"e-3\"}"))
                .isEqualTo(200);

        assertThat(outcome.rows("raw_callback")).isEqualTo(1);
    }
}
