package io.rcsplatform.provider.gupshup;

import static io.rcsplatform.provider.gupshup.CallbackFixture.RECEIVED_AT;
import static io.rcsplatform.provider.gupshup.CallbackFixture.form;
import static io.rcsplatform.provider.gupshup.CallbackFixture.get;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayCallbacksTest {
    private static final Instant AT = Instant.ofEpochMilli(1526347800000L);
    private static final Receipt DELIVERED =
            new Receipt("3562707498794989059-328736121207676738", MessageState.DELIVERED, AT, null, "000");
    private static final Receipt FAILED = new Receipt(
            "3798318073013708082-252169030017029882", MessageState.FAILED, AT, Reason.INVALID_NUMBER, "003");

    private static CallbackContent read(CallbackRequest request) {
        return new GupshupProvider()
                .callbacks(AccountFixture.sms(URI.create("https://x.example/rest")))
                .read(request);
    }

    private static String response(String name) {
        return Samples.fields("gupshup/" + name).getOrDefault("response", "");
    }

    @Test
    void readsEveryReportOfTheBatchThatTheDocumentsPrint() {
        var content = read(form("response", response("gateway-receipts.json")));

        assertThat(content.receipts()).containsExactly(DELIVERED, FAILED);
        assertThat(content.inbound()).isEmpty();
        assertThat(content.unrecognised()).isEmpty();
    }

    @Test
    void readsTheSameBatchInWhateverBodyItComes() {
        var json = response("gateway-receipts.json");

        assertThat(List.of(
                        post("application/json", json),
                        post("text/plain", "[response=" + json + "]"),
                        post("application/x-www-form-urlencoded", json),
                        post("application/json", "{\"response\":" + json + "}"),
                        post(null, json)))
                .allSatisfy(request -> assertThat(read(request).receipts()).containsExactly(DELIVERED, FAILED));
    }

    @Test
    void readsTheBatchAsTheDocumentsPrintItWithItsFaults() {
        var content = read(post(
                "text/plain",
                "[response=[{“externalId”: 3562707498794989059-328736121207676738, “eventType”: “DELIVERED”, “eventTs”: 1526347800000,"
                        + " “destAddr”: 919892488888, “cause”: “SUCCESS”, “errCode”: 000, “channel”: “SMS”},"
                        + " {'externalId': 3798318073013708082-252169030017029882, 'eventType': 'failed', 'eventTs': 1526347800000,"
                        + " 'errorCode': 003}]]"));

        assertThat(content.receipts()).containsExactly(DELIVERED, FAILED);
        assertThat(content.unrecognised()).isEmpty();
    }

    @Test
    void readsAReportInTheQuery() {
        var content =
                read(get("externalId=3562707498794989059-328736121207676738&deliveredTS=1526347800000&status=SUCCESS"
                        + "&cause=SUCCESS&phoneNo=919892488888&errCode=000&noOfFrags=1&mask=TESTIN"));

        assertThat(content.receipts()).containsExactly(DELIVERED);
        assertThat(content.unrecognised()).isEmpty();
    }

    @Test
    void readsAllTwentyReportsOfAFullBatch() {
        var batch = IntStream.range(0, 20)
                .mapToObj(i -> "{\"externalId\":\"" + i + "-1\",\"eventType\":\"SENT\",\"eventTs\":\"1526347800000\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(read(form("response", batch)).receipts())
                .extracting(Receipt::providerMessageId)
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> i + "-1").toList());
    }

    @Test
    void aReadReceiptMayComeFirst() {
        assertThat(read(form("response", response("gateway-receipts-rcs-assumed.json")))
                        .receipts())
                .extracting(Receipt::state)
                .containsExactly(MessageState.READ, MessageState.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({
        "SENT,SENT",
        "Delivered,DELIVERED",
        "read,READ",
        "UNKNOWN,SENT",
        "SUCCESS,DELIVERED",
        "FAILURE,FAILED",
        "EXPIRED,EXPIRED"
    })
    void knowsTheWordsForEachState(String word, MessageState state) {
        var receipts = read(form("response", "[{\"externalId\":\"1\",\"eventType\":\"" + word + "\"}]"))
                .receipts();

        assertThat(receipts).extracting(Receipt::state).containsExactly(state);
        assertThat(receipts).extracting(Receipt::at).containsExactly(RECEIVED_AT);
    }

    @ParameterizedTest
    @CsvSource({
        "001, ABSENT_SUBSCRIBER, ABSENT_SUBSCRIBER",
        "002, CALL_BARRED, BLOCKED",
        "003, UNKNOWN_SUBSCRIBER, INVALID_NUMBER",
        "004, SERVICE_DOWN, PROVIDER_DOWN",
        "005, SYSTEM_FAILURE, PROVIDER_DOWN",
        "006, DND_FAIL, DO_NOT_DISTURB",
        "007, BLOCKED, BLOCKED",
        "008, DND_TIMEOUT, DO_NOT_DISTURB",
        "009, OUTSIDE_WORKING_HOURS, CURFEW",
        "651, EC_INVALID_PROMO_TIME, CURFEW",
        "777, WHO_KNOWS, OTHER",
        "777, opted_out, OPTED_OUT"
    })
    void readsTheReasonFromCodeOrCause(String code, String cause, Reason reason) {
        var numbered = "[{\"externalId\":\"1\",\"eventType\":\"FAILED\",\"errCode\":\"" + code + "\",\"cause\":\""
                + cause + "\"}]";
        var named = "[{\"externalId\":\"1\",\"eventType\":\"FAILED\",\"cause\":\"" + cause + "\"}]";

        assertThat(read(form("response", numbered)).receipts())
                .containsExactly(new Receipt("1", MessageState.FAILED, RECEIVED_AT, reason, code));
        assertThat(read(form("response", named)).receipts())
                .containsExactly(new Receipt("1", MessageState.FAILED, RECEIVED_AT, reason, cause));
    }

    @Test
    void aTimeAheadOfItsArrivalIsItsArrival() {
        var ahead = RECEIVED_AT.plusSeconds(3600).toEpochMilli();

        assertThat(read(form("response", "[{\"externalId\":\"1\",\"eventType\":\"READ\",\"eventTs\":" + ahead + "}]"))
                        .receipts())
                .extracting(Receipt::at)
                .containsExactly(RECEIVED_AT);
    }

    @Test
    void oneElementThatIsNotUnderstoodLeavesTheOthers() {
        var content = read(form(
                "response",
                "[{\"externalId\":\"1\",\"eventType\":\"SENT\"},{\"externalId\":\"2\",\"eventType\":\"BOUNCED\",\"destAddr\":919892488888},7,"
                        + "{\"externalId\":\"3\",\"eventType\":\"READ\"}]"));

        assertThat(content.receipts()).extracting(Receipt::providerMessageId).containsExactly("1", "3");
        assertThat(content.unrecognised()).hasSize(2);
        assertThat(String.join("\n", content.unrecognised()))
                .contains("externalid", "destaddr")
                .doesNotContain("919892488888");
    }

    @Test
    void aBatchThatIsCutOffKeepsItsWholeReports() {
        var content =
                read(post("application/json", "[{\"externalId\":\"1\",\"eventType\":\"SENT\"},{\"externalId\":\"23"));

        assertThat(content.receipts()).extracting(Receipt::providerMessageId).containsExactly("1");
        assertThat(content.unrecognised()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobile=919892488888&text=STOP&messageId=in-1&timestamp=1526347800000",
                "phone=919892488888&message=STOP&msgId=in-1&ts=1526347800",
                "from=%2B91+98924+88888&msg=STOP&id=in-1&time=2018-05-15T01:30:00Z"
            })
    void readsARepliesLikelyForms(String body) {
        assertThat(read(post("application/x-www-form-urlencoded", body)).inbound())
                .containsExactly(
                        new Inbound("in-1", Kind.TEXT, PhoneNumber.parse("919892488888"), null, "STOP", null, AT));
    }

    @Test
    void readsATapOnAButton() {
        assertThat(read(form(
                                "mobile", "919892488888",
                                "waNumber", "brand",
                                "messageId", "in-2",
                                "button", "{\"payload\":\"yes_1\",\"text\":\"Yes\"}"))
                        .inbound())
                .containsExactly(new Inbound(
                        "in-2",
                        Kind.SUGGESTION,
                        PhoneNumber.parse("919892488888"),
                        "brand",
                        "Yes",
                        "yes_1",
                        RECEIVED_AT));
    }

    @Test
    void aReplyWithoutAnIdIsKnownByItsContentAndTime() {
        var first = read(form("mobile", "919892488888", "text", "STOP", "timestamp", "1526347800000"));
        var again = read(form("mobile", "919892488888", "text", "STOP", "timestamp", "1526347800000"));
        var later = read(form("mobile", "919892488888", "text", "STOP", "timestamp", "1526347801000"));

        assertThat(first.inbound()).isEqualTo(again.inbound());
        assertThat(first.inbound().getFirst().providerMessageId())
                .isNotEqualTo(later.inbound().getFirst().providerMessageId())
                .doesNotContain("919892488888");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{}", "[]", "<xml/>", "response=", "response=hello", "=&=&", "%%%", "a=%zz"})
    void whatIsNotUnderstoodIsSaidAndNeverThrown(String body) {
        var content = read(post("application/x-www-form-urlencoded", body));

        assertThat(content.receipts()).isEmpty();
        assertThat(content.inbound()).isEmpty();
        if (!body.equals("[]")) {
            assertThat(content.unrecognised()).isNotEmpty();
        }
    }

    @Property(tries = 300)
    void anyBodyAtAllIsEndured(@ForAll byte[] body) {
        var request = new CallbackRequest("POST", null, null, Map.of(), body, RECEIVED_AT);

        assertThat(read(request).receipts()).isEmpty();
    }
}
