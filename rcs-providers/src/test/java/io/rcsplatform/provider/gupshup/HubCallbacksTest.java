package io.rcsplatform.provider.gupshup;

import static io.rcsplatform.provider.gupshup.CallbackFixture.RECEIVED_AT;
import static io.rcsplatform.provider.gupshup.CallbackFixture.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.CallbackContent;
import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.provider.wire.Samples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

class HubCallbacksTest {
    private static final PhoneNumber FROM = PhoneNumber.parse("+914253136789");
    private static final Instant AT = Instant.parse("2020-11-10T11:06:26Z");

    private static CallbackContent read(CallbackRequest request) {
        return new GupshupProvider()
                .callbacks(AccountFixture.hub(URI.create("https://x.example")))
                .read(request);
    }

    private static CallbackContent read(String json) {
        return read(post("application/json", json));
    }

    @Test
    void readsAStatusInGsmasForm() {
        assertThat(read(Samples.text("gupshup/hub-status-a.json")).receipts())
                .containsExactly(
                        new Receipt("ddc24c2-cff5-48ac-baaa-4f286bc28061", MessageState.DELIVERED, AT, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "pending,SENT",
        "sent,SENT",
        "delivered,DELIVERED",
        "displayed,READ",
        "read,READ",
        "failed,FAILED",
        "cancelled,REVOKED",
        "DISPLAYED,READ"
    })
    void knowsEveryStatusInBothForms(String status, MessageState state) {
        var one = read("{\"event\":\"messageStatus\",\"RCSMessage\":{\"msgId\":\"m\",\"status\":\"" + status
                + "\",\"timestamp\":\"2020-11-10T11:06:26\"},\"messageContact\":{\"userContact\":\"+914253136789\"}}");
        var other = read("{\"messageStatusEvent\":{\"status\":\"" + status
                + "\",\"timestamp\":\"2020-11-10T11:06:26Z\",\"messageId\":\"m\"}}");
        var nested = read("{\"messageStatusEvent\":{\"messageId\":\"m\",\"deliveryReceiptEvent\":{\"status\":\""
                + status + "\",\"timestamp\":\"2020-11-10T16:36:26+05:30\"}}}");

        assertThat(one.receipts()).extracting(Receipt::state).containsExactly(state);
        assertThat(one.receipts()).extracting(Receipt::at).containsExactly(AT);
        assertThat(other.receipts()).isEqualTo(one.receipts()).isEqualTo(nested.receipts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"reason\":\"rcs_disabled\"|FAILED|NOT_RCS|rcs_disabled",
                "\"reason\":\"Number is RCS disabled or Bot is not launched with the number's provider\"|FAILED|NOT_RCS|Number is RCS disabled or Bot is not launched with the number's provider",
                "\"error\":{\"code\":410,\"message\":\"opted_out\"}|FAILED|OPTED_OUT|opted_out",
                "\"errorCode\":\"9\",\"reason\":\"message expired\"|EXPIRED|EXPIRED|9 message expired",
                "\"reason\":\"+914253136789 is gone\"|FAILED|OTHER|*** is gone"
            })
    void aFailureSaysWhy(String because, MessageState state, Reason reason, String code) {
        assertThat(read("{\"RCSMessage\":{\"msgId\":\"m\",\"status\":\"failed\"," + because + "}}")
                        .receipts())
                .containsExactly(new Receipt("m", state, RECEIVED_AT, reason, code));
    }

    @Test
    void aFailureThatSaysNothingIsStillOne() {
        assertThat(read("{\"RCSMessage\":{\"msgId\":\"m\",\"status\":\"failed\"}}")
                        .receipts())
                .containsExactly(new Receipt("m", MessageState.FAILED, RECEIVED_AT, Reason.OTHER, null));
    }

    @Test
    void readsATextInBothForms() {
        assertThat(read(Samples.text("gupshup/hub-text-a.json")).inbound())
                .containsExactly(new Inbound("MSG_ID", Kind.TEXT, FROM, null, "STOP", null, AT));
        assertThat(read("{\"messageEvent\":{\"messageFrom\":{\"userContact\":\"+914253136789\"},\"messageId\":\"m\","
                                + "\"timestamp\":\"2020-11-10T11:06:26.000Z\",\"text\":{\"body\":\"STOP\"}}}")
                        .inbound())
                .containsExactly(new Inbound("m", Kind.TEXT, FROM, null, "STOP", null, AT));
    }

    @Test
    void readsATapInBothForms() {
        assertThat(read(Samples.text("gupshup/hub-suggestion-a.json")).inbound())
                .containsExactly(
                        new Inbound("MSG_ID", Kind.SUGGESTION, FROM, null, "Yes", "set_by_chatbot_reply_yes", AT));
        assertThat(read(Samples.text("gupshup/hub-suggestion-b.json")).inbound())
                .containsExactly(new Inbound(
                        "suggestion_resp_abc123",
                        Kind.SUGGESTION,
                        FROM,
                        null,
                        "Claim Offer",
                        "offer_claimed_01",
                        Instant.parse("2022-01-10T10:32:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"fileMessage,FILE", "audioMessage,FILE", "geolocationPushMessage,LOCATION"})
    void readsWhatElsePeopleSend(String field, Kind kind) {
        assertThat(read("{\"RCSMessage\":{\"msgId\":\"m\",\"" + field
                                + "\":{\"x\":1}},\"messageContact\":{\"userContact\":\"+914253136789\"}}")
                        .inbound())
                .containsExactly(new Inbound("m", kind, FROM, null, null, null, RECEIVED_AT));
    }

    @Test
    void readsGooglesOwnFormPlainAndInItsEnvelope() {
        var status =
                "{\"senderPhoneNumber\":\"+914253136789\",\"eventType\":\"READ\",\"eventId\":\"e\",\"messageId\":\"m\",\"sendTime\":\"2020-11-10T11:06:26Z\"}";
        var tap =
                "{\"senderPhoneNumber\":\"+914253136789\",\"messageId\":\"in\",\"agentId\":\"bot\",\"suggestionResponse\":{\"postbackData\":\"p\",\"text\":\"Yes\"}}";
        var data = Base64.getEncoder().encodeToString(status.getBytes(StandardCharsets.UTF_8));
        var optOut = "{\"senderPhoneNumber\":\"+914253136789\",\"eventType\":\"UNSUBSCRIBE\",\"eventId\":\"e\"}";

        assertThat(read(status).receipts()).containsExactly(new Receipt("m", MessageState.READ, AT, null, null));
        assertThat(read("{\"message\":{\"data\":\"" + data + "\",\"messageId\":\"1\"},\"subscription\":\"s\"}")
                        .receipts())
                .isEqualTo(read(status).receipts());
        assertThat(read(tap).inbound())
                .containsExactly(new Inbound("in", Kind.SUGGESTION, FROM, "bot", "Yes", "p", RECEIVED_AT));
        assertThat(read(optOut).inbound())
                .containsExactly(new Inbound("e", Kind.OPT_OUT, FROM, null, null, null, RECEIVED_AT));
    }

    @Test
    void theOperatorMayNameTheBotInTheCallbackAddress() {
        var request = new CallbackRequest(
                "POST",
                "application/json",
                "botId=bot-7",
                Map.of(),
                Samples.text("gupshup/hub-text-a.json").getBytes(StandardCharsets.UTF_8),
                RECEIVED_AT);

        assertThat(read(request).inbound()).extracting(Inbound::agent).containsExactly("bot-7");
    }

    @Test
    void severalEventsInOneBodyAreAllRead() {
        var content = read("[" + Samples.text("gupshup/hub-status-a.json") + ","
                + Samples.text("gupshup/hub-text-a.json") + ",{}]");

        assertThat(content.receipts()).hasSize(1);
        assertThat(content.inbound()).hasSize(1);
        assertThat(content.unrecognised()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"isTyping\",\"RCSMessage\":{\"isTyping\":\"active\"},\"messageContact\":{\"userContact\":\"+914253136789\"}}",
                "{\"messageEvent\":{\"messageFrom\":{\"userContact\":\"+914253136789\"},\"isTyping\":\"active\"}}",
                "{\"senderPhoneNumber\":\"+914253136789\",\"eventType\":\"IS_TYPING\",\"eventId\":\"e\"}",
                "{\"event\":\"fileStatus\",\"file\":{\"status\":\"ready\"}}"
            })
    void somebodyTypingIsNoNews(String json) {
        assertThat(read(json)).isEqualTo(new CallbackContent(List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "{\"RCSMessage\":{}}",
                "{\"RCSMessage\":{\"msgId\":\"m\",\"status\":\"vanished\"}}",
                "{\"RCSMessage\":{\"status\":\"sent\"}}",
                "{\"RCSMessage\":{\"msgId\":\"m\",\"textMessage\":\"hi\"}}",
                "{\"message\":{\"data\":\"###\"}}",
                "{\"RCSMessage\":"
            })
    void whatIsNotUnderstoodIsSaidAndNeverThrown(String json) {
        var content = read(json);

        assertThat(content.receipts()).isEmpty();
        assertThat(content.inbound()).isEmpty();
        assertThat(content.unrecognised()).isNotEmpty();
    }

    @Property(tries = 300)
    void anyBodyAtAllIsEndured(@ForAll String body) {
        assertThat(read("{" + body).receipts()).isEmpty();
    }
}
