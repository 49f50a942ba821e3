package io.rcsplatform.simulator;

import static io.rcsplatform.domain.message.MessageState.DELIVERED;
import static io.rcsplatform.domain.message.MessageState.READ;
import static io.rcsplatform.domain.message.MessageState.SENT;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.message.SendOutcome.Unreachable;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.Providers;
import io.rcsplatform.provider.googlerbm.GoogleRbmProvider;
import io.rcsplatform.provider.gupshup.GupshupProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator as the platform meets it: over HTTP, with the adapters that meet the providers. */
class SimulatorTest {
    private static final MessageId ID = new MessageId(UUID.fromString("01900000-0000-7000-8000-00000000000a"));
    private static final String PRIVATE_KEY = newKey();
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Providers providers = new Providers(new GupshupProvider(), new GoogleRbmProvider());
    private final Map<Contract, MessageSender> senders = new EnumMap<>(Contract.class);
    private CallbackReceiver receiver = newReceiver(0);
    private final Simulator simulator = Simulator.start(config());

    private static String newKey() {
        try {
            var key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
            return "-----BEGIN PRIVATE KEY-----" + Base64.getEncoder().encodeToString(key.getEncoded())
                    + "-----END PRIVATE KEY-----";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SimulatorConfig config() {
        return SimulatorConfig.from(Map.of(
                "SERVER_PORT", "0",
                "RCS_CALLBACK_BASE", receiver.url().toString(),
                "SIM_DELIVERED_DELAY_MS", "40",
                "SIM_READ_DELAY_MS", "40",
                "SIM_READ_RATE", "1"));
    }

    private CallbackReceiver newReceiver(int port) {
        try {
            return new CallbackReceiver(port);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void connect() {
        for (var contract : Contract.values()) {
            var account = account(contract);
            senders.put(contract, providers.of(account).sender(account));
        }
        readCallbacks();
    }

    private void readCallbacks() {
        for (var contract : Contract.values()) {
            var account = account(contract);
            receiver.read(account.callbackToken(), providers.of(account).callbacks(account));
        }
    }

    @AfterEach
    void stop() {
        senders.values().forEach(MessageSender::close);
        simulator.close();
        receiver.close();
    }

    private ProviderAccount account(Contract contract) {
        var host = URI.create("http://127.0.0.1:" + simulator.port());
        return switch (contract) {
            case HUB ->
                account(
                        Channel.RCS,
                        "hub",
                        host.resolve("/rcs"),
                        "demo-callbacks-gupshup-rcs",
                        Map.of("client_id", "demo", "client_secret", "demo", "bot_id", "demo-agent"));
            case GATEWAY ->
                account(
                        Channel.RCS,
                        "gateway",
                        host.resolve("/GatewayAPI/rest"),
                        "demo-callbacks-gupshup-gateway",
                        Map.of("userid", "1", "password", "demo"));
            case SMS ->
                account(
                        Channel.SMS,
                        "sms",
                        host.resolve("/GatewayAPI/rest"),
                        "demo-callbacks-gupshup-sms",
                        Map.of("userid", "2", "password", "demo"));
            case RBM ->
                account(
                        Channel.RCS,
                        "v1",
                        host,
                        "demo-callbacks-google-rbm",
                        Map.of(
                                "client_email", "demo@example.com",
                                "private_key", PRIVATE_KEY,
                                "client_token", "demo-rbm-client-token",
                                "agent_id", "demo-agent"));
        };
    }

    private ProviderAccount account(
            Channel channel, String contract, URI url, String token, Map<String, String> credentials) {
        return new ProviderAccount(
                contract,
                contract.equals("v1") ? "google-rbm" : "gupshup",
                channel,
                contract,
                url,
                URI.create("http://127.0.0.1:" + simulator.port()),
                credentials,
                token,
                32,
                Duration.ofMillis(4500));
    }

    private static MessageContent content(Contract contract) {
        return switch (contract) {
            case HUB, RBM -> new Text("hello", List.of());
            case GATEWAY -> new ProviderTemplate("t", Map.of("a", "b"));
            case SMS -> new SmsText("hello", null);
        };
    }

    private MessageSender.Compiled compiled(Contract contract) {
        var sender = senders.get(contract);
        assertThat(sender).isNotNull();
        return sender.compile(
                content(contract),
                null,
                TrafficClass.PROMOTION,
                List.of(),
                Instant.now().plusSeconds(60));
    }

    private SendOutcome send(Contract contract, PhoneNumber to) {
        return send(contract, new MessageId(UUID.randomUUID()), to);
    }

    private SendOutcome send(Contract contract, MessageId id, PhoneNumber to) {
        return compiled(contract).send(id, to, List.of()).orTimeout(10, SECONDS).join();
    }

    private SendOutcome send(Contract contract, Behaviour behaviour) {
        return send(contract, Behaviours.number(behaviour, 4));
    }

    private String accepted(Contract contract, Behaviour behaviour) {
        assertThat(send(contract, behaviour)).isInstanceOf(Accepted.class);
        return simulator.log().providerId(simulator.log().size() - 1);
    }

    private void statesAre(String id, MessageState... states) {
        await("receipts of " + id)
                .atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(receiver.states(id)).containsExactlyInAnyOrder(states));
    }

    private JsonNode call(String method, String path, String body) {
        try {
            var response = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path))
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void configure(String json) {
        call("PUT", "/_sim/config", json);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageIsAcceptedThenDeliveredAndRead(Contract contract) {
        var outcome = send(contract, Behaviour.READ);

        var id = simulator.log().providerId(0);
        assertThat(outcome).isEqualTo(new Accepted(id));
        switch (contract) {
            case SMS -> statesAre(id, DELIVERED);
            case RBM -> statesAre(id, DELIVERED, READ);
            case HUB, GATEWAY -> statesAre(id, SENT, DELIVERED, READ);
        }
        assertThat(receiver.unrecognised()).isEmpty();
        assertThat(receiver.hadForged()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "HUB,DELIVERED,'SENT,DELIVERED'",
        "GATEWAY,DELIVERED,'SENT,DELIVERED'",
        "SMS,DELIVERED,'DELIVERED'",
        "HUB,FAILS_LATER,'SENT,FAILED'",
        "GATEWAY,FAILS_LATER,'SENT,FAILED'",
        "SMS,FAILS_LATER,'DELIVERED'",
        "SMS,NOT_RCS_SMS_FAILS,'FAILED'",
        "SMS,BOTH_FAIL_LATER,'FAILED'",
        "HUB,EXPIRES,'SENT,EXPIRED'",
        "GATEWAY,EXPIRES,'SENT,EXPIRED'",
        "HUB,DOUBLED,'SENT,SENT,DELIVERED,DELIVERED,READ,READ'",
        "SMS,DOUBLED,'DELIVERED,DELIVERED'",
        "HUB,EARLY,'SENT,DELIVERED,READ'",
        "HUB,SLOW,'SENT,DELIVERED,READ'",
        "RBM,DELIVERED,'DELIVERED'",
        "RBM,FAILS_LATER,'EXPIRED'",
        "RBM,EXPIRES,'EXPIRED'",
        "RBM,DOUBLED,'DELIVERED,DELIVERED,READ,READ'",
        "RBM,EARLY,'DELIVERED,READ'",
        "RBM,SLOW,'DELIVERED,READ'",
    })
    void eachBehaviourHasItsReceipts(Contract contract, Behaviour behaviour, String states) {
        var id = accepted(contract, behaviour);

        statesAre(
                id,
                List.of(states.split(",")).stream().map(MessageState::valueOf).toArray(MessageState[]::new));
        assertThat(receiver.unrecognised()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HUB,NOT_RCS,NOT_RCS",
        "GATEWAY,NOT_RCS,NOT_RCS",
        "HUB,REJECTED,CONTENT_REJECTED",
        "GATEWAY,REJECTED,TEMPLATE",
        "HUB,USER_CAP,USER_CAP",
        "GATEWAY,USER_CAP,USER_CAP",
        "SMS,NOT_RCS_SMS_REJECTED,INVALID_NUMBER",
        "HUB,ERROR,PROVIDER_DOWN",
        "GATEWAY,ERROR,PROVIDER_DOWN",
        "RBM,NOT_RCS,NOT_RCS",
        "RBM,REJECTED,CONTENT_REJECTED",
        "RBM,USER_CAP,USER_CAP",
        "RBM,ERROR,PROVIDER_DOWN"
    })
    void eachRefusalHasItsReason(Contract contract, Behaviour behaviour, Reason reason) {
        assertThat(send(contract, behaviour)).satisfies(outcome -> {
            switch (outcome) {
                case Unreachable unreachable -> assertThat(unreachable.reason()).isEqualTo(reason);
                case Rejected rejected -> assertThat(rejected.reason()).isEqualTo(reason);
                case Retry retry -> assertThat(retry.reason()).isEqualTo(reason);
                case Accepted _, Unknown _ -> throw new AssertionError(outcome.toString());
            }
        });
        assertThat(simulator.log().size()).isZero();
        assertThat(call("GET", "/_sim/report", "").get("rejected").asInt()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void athrottledNumberIsAcceptedTheThirdTime(Contract contract) {
        for (int i = 0; i < 2; i++) {
            assertThat(send(contract, Behaviour.THROTTLED_FIRST))
                    .isEqualTo(new Retry(
                            Duration.ofSeconds(1),
                            Reason.RATE_LIMITED,
                            switch (contract) {
                                case HUB -> "http 429 rate_limit RESOURCE_EXHAUSTED";
                                case RBM -> "http 429 Quota exceeded. RESOURCE_EXHAUSTED";
                                case GATEWAY, SMS -> "http 429 Too many requests";
                            }));
        }

        assertThat(send(contract, Behaviour.THROTTLED_FIRST)).isInstanceOf(Accepted.class);
        assertThat(send(contract, Behaviour.THROTTLED_FIRST)).isInstanceOf(Retry.class);
    }

    @ParameterizedTest
    @EnumSource
    void anErringNumberIsAcceptedTheThirdTime(Contract contract) {
        for (int i = 0; i < 2; i++) {
            assertThat(send(contract, Behaviour.ERROR_FIRST))
                    .isInstanceOfSatisfying(
                            Retry.class, retry -> assertThat(retry.reason()).isEqualTo(Reason.PROVIDER_DOWN));
        }

        assertThat(send(contract, Behaviour.ERROR_FIRST)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({"HUB,HANGS", "GATEWAY,RESETS", "HUB,RESETS", "SMS,NOT_RCS_SMS_HANGS", "RBM,HANGS", "RBM,RESETS"})
    void aLostAnswerHidesAnAcceptedMessage(Contract contract, Behaviour behaviour) {
        assertThat(send(contract, behaviour)).isInstanceOf(Unknown.class);

        assertThat(simulator.log().size()).isOne();
        await("the receipts of the message")
                .until(() -> receiver.receipts().stream().map(Receipt::state).anyMatch(DELIVERED::equals));
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS", "RESETS", "DELIVERED"})
    void aSecondMessageOfTheAgentsUnderTheSameIdIsIgnored(Behaviour behaviour) {
        var to = Behaviours.number(behaviour, 4);
        var first = send(Contract.RBM, ID, to);

        assertThat(send(Contract.RBM, ID, to)).isEqualTo(new Accepted(ID.value().toString()));

        assertThat(first).isInstanceOfAny(Unknown.class, Accepted.class);
        await("the receipt").until(() -> receiver.states(ID.value().toString()).contains(DELIVERED));
        var report = call("GET", "/_sim/report", "");
        assertThat(report.at("/accepted/rcs").asInt()).isOne();
        assertThat(report.at("/duplicates/rcs").asInt()).isZero();
        assertThat(report.get("repeated").asInt()).isOne();
        assertThat(report.get("rejected").asInt()).isZero();
        assertThat(call("GET", "/_sim/submissions", "")
                        .at("/data/0/repetitions")
                        .asInt())
                .isOne();
    }

    @Test
    void aRepetitionBringsNoSecondReceipt() {
        send(Contract.RBM, ID, Behaviours.number(Behaviour.DELIVERED, 4));
        send(Contract.RBM, ID, Behaviours.number(Behaviour.DELIVERED, 4));

        await("nothing pending").until(() -> simulator.pendingCallbacks() == 0);
        assertThat(receiver.receipts()).hasSize(1);
    }

    @Test
    void aMessageThatWasRefusedLeavesItsIdFree() {
        var to = Behaviours.number(Behaviour.ERROR_FIRST, 4);

        assertThat(List.of(send(Contract.RBM, ID, to), send(Contract.RBM, ID, to), send(Contract.RBM, ID, to)))
                .extracting(Object::getClass)
                .containsExactly(Retry.class, Retry.class, Accepted.class);
        assertThat(simulator.log().size()).isOne();
    }

    @Test
    void otherIdsAreOtherMessages() {
        accepted(Contract.RBM, Behaviour.SILENT);
        accepted(Contract.RBM, Behaviour.SILENT);

        assertThat(call("GET", "/_sim/report", "").at("/duplicates/rcs").asInt())
                .isOne();
    }

    @Test
    void anOptOutAtGoogleComesTwice() {
        accepted(Contract.RBM, Behaviour.STOPS);

        await("both forms")
                .untilAsserted(() -> assertThat(receiver.inbound())
                        .extracting(Inbound::kind)
                        .containsExactlyInAnyOrder(Kind.TEXT, Kind.OPT_OUT));
        assertThat(receiver.inbound()).extracting(Inbound::agent).containsOnly("demo-agent");
        assertThat(receiver.unrecognised()).isEmpty();
    }

    @Test
    void aSilentNumberIsNeverHeardOf() {
        accepted(Contract.HUB, Behaviour.SILENT);

        assertThat(simulator.pendingCallbacks()).isZero();
    }

    @Test
    void callbacksMayComeInTheWrongOrder() {
        var id = accepted(Contract.HUB, Behaviour.REORDERED);

        await("all receipts")
                .untilAsserted(() -> assertThat(receiver.states(id)).containsExactly(READ, DELIVERED, SENT));
        var times = receiver.receipts().stream().map(Receipt::at).toList();
        assertThat(times.get(0)).isAfter(times.get(1));
        assertThat(times.get(1)).isAfter(times.get(2));
    }

    @Test
    void callbacksMayComeBeforeTheAnswer() {
        var sending = compiled(Contract.HUB).send(ID, Behaviours.number(Behaviour.EARLY, 0), List.of());

        await("receipts before the answer")
                .pollInterval(5, MILLISECONDS)
                .until(() -> receiver.receipts().size() == 3);

        assertThat(sending).isNotDone();
        assertThat(sending.orTimeout(5, SECONDS).join()).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "HUB,STOPS,TEXT,STOP,",
        "GATEWAY,STOPS,TEXT,STOP,",
        "SMS,STOPS,TEXT,STOP,",
        "HUB,TAPS,SUGGESTION,Yes,sim_tap",
        "GATEWAY,TAPS,SUGGESTION,Yes,sim_tap",
        "HUB,REPLIES,TEXT,'Thank you, how much is it?',",
        "RBM,TAPS,SUGGESTION,Yes,sim_tap",
        "RBM,REPLIES,TEXT,'Thank you, how much is it?',"
    })
    void someReply(Contract contract, Behaviour behaviour, Kind kind, String text, String postback) {
        accepted(contract, behaviour);

        await("the reply")
                .untilAsserted(() -> assertThat(receiver.inbound())
                        .singleElement()
                        .satisfies(inbound -> {
                            assertThat(inbound.from()).isEqualTo(Behaviours.number(behaviour, 4));
                            assertThat(inbound.kind()).isEqualTo(kind);
                            assertThat(inbound.text()).isEqualTo(text);
                            assertThat(inbound.postback()).isEqualTo(postback);
                        }));
        assertThat(receiver.unrecognised()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anybodyCanBeMadeToWrite(Contract contract) {
        var answer = call(
                "POST",
                "/_sim/inbound",
                "{\"from\":\"+14155550123\",\"text\":\"Ça \\\"va\\\"? &=+\\n😀\",\"contract\":\"" + contract.wireName()
                        + "\"}");

        await("the message")
                .untilAsserted(() -> assertThat(receiver.inbound())
                        .extracting(
                                Inbound::providerMessageId,
                                Inbound::text,
                                i -> i.from().e164())
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                answer.get("provider_message_id").asString(), "Ça \"va\"? &=+\n😀", "+14155550123")));
    }

    @Test
    void theGatewayPostsInBatchesOfTwentyAtMost() {
        configure("{\"hold_callbacks\":true}");
        var compiled = compiled(Contract.SMS);
        var sendings = IntStream.range(0, 500)
                .mapToObj(i -> compiled.send(ID, Behaviours.number(Behaviour.DELIVERED, i), List.of()))
                .toList();
        assertThat(sendings)
                .allSatisfy(sending ->
                        assertThat(sending.orTimeout(20, SECONDS).join()).isInstanceOf(Accepted.class));
        await("receipts to be due")
                .pollDelay(300, MILLISECONDS)
                .until(() -> receiver.receipts().isEmpty());

        configure("{\"hold_callbacks\":false}");

        await("all receipts").until(() -> receiver.receipts().size() == 500);
        assertThat(receiver.sizes()).allSatisfy(size -> assertThat(size).isBetween(1, 20));
        assertThat(receiver.sizes()).hasSizeLessThan(100);
        assertThat(simulator.pendingCallbacks()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"HUB", "GATEWAY"})
    void callbacksThatAreNotTakenComeAgain(Contract contract) {
        receiver.answer(503);
        var id = accepted(contract, Behaviour.DELIVERED);
        await("a refused callback").until(() -> simulator.counters().retried.sum() > 0);

        receiver.answer(200);

        statesAre(id, SENT, DELIVERED);
        await("nothing pending").until(() -> simulator.pendingCallbacks() == 0);
        assertThat(simulator.counters().failed.sum()).isZero();
    }

    @Test
    void callbacksWaitForAReceiverThatIsAway() {
        int port = receiver.port();
        receiver.close();
        var id = accepted(Contract.HUB, Behaviour.DELIVERED);
        var sms = accepted(Contract.SMS, Behaviour.DELIVERED);
        await("callbacks to be due").pollDelay(500, MILLISECONDS).until(() -> simulator.pendingCallbacks() == 3);

        receiver = newReceiver(port);
        readCallbacks();

        statesAre(id, SENT, DELIVERED);
        statesAre(sms, DELIVERED);
        await("nothing pending").until(() -> simulator.pendingCallbacks() == 0);
    }

    @ParameterizedTest
    @CsvSource({"rate_5xx", "rate_429"})
    void ratesApplyToEveryNumber(String rate) {
        configure("{\"" + rate + "\":1}");

        assertThat(send(Contract.HUB, Behaviour.READ)).isInstanceOf(Retry.class);

        configure("{\"" + rate + "\":0}");
        assertThat(send(Contract.HUB, Behaviour.READ)).isInstanceOf(Accepted.class);
    }

    @Test
    void answersMayGetLostAtARate() {
        configure("{\"rate_reset\":1}");

        assertThat(send(Contract.SMS, Behaviour.READ)).isInstanceOf(Unknown.class);
        assertThat(simulator.log().size()).isOne();
    }

    @Test
    void everythingMayFail() {
        configure("{\"outage\":true}");

        for (var contract : Contract.values()) {
            assertThat(send(contract, Behaviour.READ)).isInstanceOf(Retry.class);
        }

        configure("{\"outage\":false}");
        assertThat(send(Contract.HUB, Behaviour.READ)).isInstanceOf(Accepted.class);
    }

    @Test
    void answersMayTakeTheirTime() {
        configure("{\"latency_ms\":300}");
        var started = System.nanoTime();

        assertThat(send(Contract.HUB, Behaviour.READ)).isInstanceOf(Accepted.class);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(290));
    }

    @ParameterizedTest
    @EnumSource(names = {"HUB", "RBM"})
    void aRevokedTokenIsReplaced(Contract contract) {
        accepted(contract, Behaviour.READ);

        call("POST", "/_sim/tokens/revoke", "");

        accepted(contract, Behaviour.READ);
    }

    @Test
    void tellsOfHowManyMessagesThePlatformWasToldThatTheyArrived() {
        accepted(Contract.HUB, Behaviour.DELIVERED);
        accepted(Contract.HUB, Behaviour.DOUBLED);
        accepted(Contract.HUB, Behaviour.SILENT);

        await("every callback")
                .untilAsserted(() -> assertThat(call("GET", "/_sim/report", "").path("told"))
                        .isEqualTo(JSON.readTree("{\"delivered\":2,\"read\":1}")));
    }

    @Test
    void theReportCountsFromAPosition() {
        accepted(Contract.HUB, Behaviour.SILENT);
        send(Contract.HUB, Behaviour.NOT_RCS);
        long position = call("GET", "/_sim/log/position", "").get("position").asLong();
        accepted(Contract.HUB, Behaviour.SILENT);
        accepted(Contract.GATEWAY, Behaviour.SILENT);
        accepted(Contract.SMS, Behaviour.DELIVERED);
        send(Contract.HUB, Behaviour.NOT_RCS);
        await("the receipt").until(() -> receiver.receipts().size() == 1);
        await("the answer").until(() -> simulator.counters().posted.sum() == 1);

        assertThat(call("GET", "/_sim/report?since=" + position, "")).isEqualTo(JSON.readTree("""
                        {"since":1,"position":4,"accepted":{"rcs":2,"sms":1},"recipients":{"rcs":1,"sms":1},
                         "duplicates":{"rcs":1,"sms":0},"requests":4,"rejected":1,"repeated":0,
                         "callbacks":{"posted":1,"pending":0,"failed":0},"told":{"delivered":1,"read":0}}
                        """));
        assertThat(call("GET", "/_sim/report", "").at("/duplicates/rcs").asInt())
                .isEqualTo(2);
    }

    @Test
    void itsRecordOfAnAccountCanBeAskedFor() {
        accepted(Contract.HUB, Behaviour.SILENT);
        accepted(Contract.HUB, Behaviour.SILENT);
        accepted(Contract.SMS, Behaviour.SILENT);

        assertThat(call("GET", "/_sim/record?contract=hub&from=2020-01-01T00:00:00Z&until=2100-01-01T00:00:00Z", ""))
                .isEqualTo(JSON.readTree("{\"accepted\":2,\"accepted_again\":1}"));
    }

    @Test
    void submissionsAreListed() {
        accepted(Contract.HUB, Behaviour.SILENT);
        var id = accepted(Contract.SMS, Behaviour.DELIVERED);
        var phone = Behaviours.number(Behaviour.DELIVERED, 4).e164();

        var listed = call("GET", "/_sim/submissions?phone=" + phone, "");

        assertThat(listed.get("data")).hasSize(1);
        assertThat(listed.at("/data/0/provider_message_id").asString()).isEqualTo(id);
        assertThat(listed.at("/data/0/channel").asString()).isEqualTo("sms");
        assertThat(call("GET", "/_sim/submissions?limit=1", "").get("next").asInt())
                .isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rate_5xx\":2}|rate_5xx: must be within 0 and 1",
                "{\"rate_5xx\":\"x\"}|rate_5xx",
                "{\"nonsense\":1}|there are no settings [nonsense]",
                "{\"latency_ms\":-1}|latency_ms: must be within",
                "{|Unexpected end",
                "[]|the settings are a JSON object"
            })
    void aWrongSettingIsRefusedAndNothingChanged(String json, String why) throws IOException, InterruptedException {
        var before = simulator.settings();

        var response = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + "/_sim/config"))
                        .PUT(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(why);
        assertThat(simulator.settings()).isEqualTo(before);
    }

    @Test
    void theDemosAccountsExpectTheseTokens() throws IOException {
        var accounts = Files.readString(Path.of("../config/accounts-demo.yml"));

        for (var token : SimulatorConfig.from(Map.of()).tokens().entrySet()) {
            assertThat(accounts)
                    .contains("${RCS_DEMO_CALLBACK_TOKEN_" + token.getKey().name() + ":" + token.getValue() + "}");
        }
        assertThat(accounts)
                .contains("${RCS_DEMO_RBM_CLIENT_TOKEN:"
                        + SimulatorConfig.from(Map.of()).rbmClientToken() + "}");
    }

    @Test
    void metricsAreThere() throws IOException, InterruptedException {
        accepted(Contract.HUB, Behaviour.SILENT);

        var metrics = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + "/_sim/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();

        assertThat(metrics).contains("sim_accepted_total 1\n");
    }
}
