package io.rcsplatform.provider.googlerbm;

import static io.rcsplatform.provider.googlerbm.RbmFixture.CLIENT_TOKEN;
import static io.rcsplatform.provider.googlerbm.RbmFixture.RECEIVED_AT;
import static io.rcsplatform.provider.googlerbm.RbmFixture.envelope;
import static io.rcsplatform.provider.googlerbm.RbmFixture.post;
import static io.rcsplatform.provider.googlerbm.RbmFixture.sign;
import static io.rcsplatform.provider.googlerbm.RbmFixture.signed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.CallbackContent;
import io.rcsplatform.provider.CallbackReader;
import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.provider.wire.Samples;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RbmCallbacksTest {
    private static final PhoneNumber FROM = PhoneNumber.parse("+12223334444");
    private static final Instant AT = Instant.parse("2018-12-31T15:01:23.045123456Z");
    private static final String DELIVERED = sample("event-delivered");
    private static final CallbackContent NOTHING = content();

    private final CallbackReader reader =
            new GoogleRbmProvider().callbacks(RbmFixture.account(URI.create("https://rbm.example")));

    private static String sample(String name) {
        return Samples.text("google-rbm/" + name + ".json");
    }

    private CallbackContent read(String event) {
        var request = signed(event);
        assertThat(reader.authentic(request)).isTrue();
        assertThat(reader.answer(request)).isNull();
        return reader.read(request);
    }

    @Test
    void theSignatureCoversWhatTheDataDecodesTo() {
        assertThat(reader.authentic(signed(DELIVERED))).isTrue();
    }

    @Test
    void aSignatureOverTheEncodedDataOrTheBodyIsNotGooglesOwn() {
        var encoded = Base64.getEncoder().encodeToString(DELIVERED.getBytes(UTF_8));

        assertThat(reader.authentic(signedWith(sign(CLIENT_TOKEN, encoded)))).isFalse();
        assertThat(reader.authentic(signedWith(sign(CLIENT_TOKEN, envelope(DELIVERED)))))
                .isFalse();
    }

    @Test
    void aSignatureOfAnotherEventOrByAnotherTokenIsRefused() {
        assertThat(reader.authentic(signedWith(sign(CLIENT_TOKEN, DELIVERED.replace("123", "124")))))
                .isFalse();
        assertThat(reader.authentic(signedWith(sign("another-token", DELIVERED))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "é", "AAAA"})
    void aSignatureThatIsNoneIsRefused(String signature) {
        assertThat(reader.authentic(signedWith(signature))).isFalse();
    }

    @Test
    void anUnsignedCallbackIsRefusedInAnyForm() {
        assertThat(reader.authentic(post(envelope(DELIVERED), Map.of()))).isFalse();
        assertThat(reader.authentic(post(DELIVERED, Map.of("x-goog-signature", sign(CLIENT_TOKEN, DELIVERED)))))
                .isFalse();
        assertThat(reader.authentic(new CallbackRequest("GET", null, "a=b", Map.of(), new byte[0], RECEIVED_AT)))
                .isFalse();
    }

    @Test
    void theTokenBesideAForgedEventDoesNotMakeItGenuine() {
        var body = envelope(DELIVERED).replaceFirst("\\{", "{\"clientToken\":\"" + CLIENT_TOKEN + "\",");

        assertThat(reader.authentic(post(body, Map.of()))).isFalse();
    }

    private static CallbackRequest signedWith(String signature) {
        return post(envelope(DELIVERED), Map.of("x-goog-signature", signature));
    }

    @Test
    void theQuestionAtSetUpIsAnsweredWithItsSecret() {
        var question = post(sample("webhook-validation-request"), Map.of());

        assertThat(reader.authentic(question)).isTrue();
        assertThat(reader.answer(question)).isEqualTo("1234567890");
    }

    @Test
    void aQuestionWithAnotherTokenIsNotAnswered() {
        assertThat(reader.authentic(post("{\"clientToken\":\"other\",\"secret\":\"1\"}", Map.of())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"event-delivered,DELIVERED", "event-read,READ"})
    void aPhonesWordIsAReceipt(String name, MessageState state) {
        assertThat(read(sample(name))).isEqualTo(content(new Receipt("123", state, RECEIVED_AT, null, null)));
    }

    @Test
    void aMessageThatWasRevokedAtItsEndHasExpired() {
        assertThat(read(sample("server-event-ttl-expiration-revoked")))
                .isEqualTo(content(
                        new Receipt("123", MessageState.EXPIRED, AT, Reason.EXPIRED, "TTL_EXPIRATION_REVOKED")));
    }

    @Test
    void aFailedRevocationDecidesNothing() {
        assertThat(read(sample("server-event-ttl-expiration-revoked").replace("REVOKED", "REVOKE_FAILED")))
                .isEqualTo(NOTHING);
    }

    @Test
    void ourIdsAreFoundInUpperCaseToo() {
        assertThat(read(DELIVERED.replace("\"123\"", "\"01900000-0000-7000-8000-00000000ABCD\""))
                        .receipts())
                .extracting(Receipt::providerMessageId)
                .containsExactly("01900000-0000-7000-8000-00000000abcd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-is-typing", "agent-launch-event-data"})
    void someEventsSayNothingOfMessages(String name) {
        assertThat(read(sample(name))).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"UNSUBSCRIBE,OPT_OUT", "SUBSCRIBE,OPT_IN", "unsubscribe,OPT_OUT"})
    void aSubscriptionIsConsent(String type, Kind kind) {
        assertThat(read(sample("event-unsubscribe").replace("UNSUBSCRIBE", type))
                        .inbound())
                .containsExactly(new Inbound("EVENT_ID_4", kind, FROM, "welcome-bot", null, null, RECEIVED_AT));
    }

    @Test
    void readsWhatPeopleSend() {
        assertThat(read(sample("user-message-text")).inbound())
                .containsExactly(new Inbound("MESSAGE_ID", Kind.TEXT, FROM, "AGENT_ID", "Hello, world!", null, AT));
        assertThat(read(sample("user-message-suggestion-reply")).inbound())
                .containsExactly(new Inbound(
                        "MESSAGE_ID", Kind.SUGGESTION, FROM, "AGENT_ID", "Suggestion #1", "suggestion_1", AT));
        assertThat(read(sample("user-message-file")).inbound())
                .containsExactly(new Inbound("EVENT_ID", Kind.FILE, FROM, "AGENT_ID", null, null, RECEIVED_AT));
        assertThat(read("""
                        {"agentId":"a@rbm.goog","senderPhoneNumber":"+12223334444","messageId":"m",
                         "location":{"latitude":37.4,"longitude":-122.1}}
                        """).inbound())
                .containsExactly(new Inbound("m", Kind.LOCATION, FROM, "a", null, null, RECEIVED_AT));
    }

    @Test
    void aTappedActionHasAnEventsIdAndNoText() {
        assertThat(read("""
                        {"senderPhoneNumber":"+12223334444","eventId":"e-1","agentId":"a@rbm.goog",
                         "suggestionResponse":{"postbackData":"open_shop"}}
                        """).inbound())
                .containsExactly(new Inbound("e-1", Kind.SUGGESTION, FROM, "a", null, "open_shop", RECEIVED_AT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventType\":\"SOMETHING_NEW\",\"senderPhoneNumber\":\"+12223334444\"}",
                "{\"eventType\":\"DELIVERED\",\"senderPhoneNumber\":\"+12223334444\"}",
                "{\"text\":\"hi\",\"senderPhoneNumber\":\"nobody\"}",
                "{\"eventType\":\"UNSUBSCRIBE\"}",
                "{\"what\":\"+12223334444\"}",
                "[1]",
                "no JSON, +12223334444"
            })
    void whatIsNotUnderstoodIsNotedWithoutSayingWho(String event) {
        var content = read(event);

        assertThat(content.receipts()).isEmpty();
        assertThat(content.inbound()).isEmpty();
        assertThat(content.unrecognised()).singleElement().asString().doesNotContain("2223334444", "hi\"");
    }

    @Property(tries = 300)
    void nothingThatComesInMakesItThrow(@ForAll String body) {
        assertThatCode(() -> {
                    for (var request : new CallbackRequest[] {post(body, Map.of()), signed(body)}) {
                        var _ = reader.authentic(request);
                        var _ = reader.answer(request);
                        var _ = reader.read(request);
                    }
                })
                .doesNotThrowAnyException();
    }

    private static CallbackContent content(Receipt... receipts) {
        return new CallbackContent(List.of(receipts), List.of(), List.of());
    }
}
