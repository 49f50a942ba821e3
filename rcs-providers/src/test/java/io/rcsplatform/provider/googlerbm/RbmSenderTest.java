package io.rcsplatform.provider.googlerbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.RcsContent.Alignment;
import io.rcsplatform.domain.content.RcsContent.Card;
import io.rcsplatform.domain.content.RcsContent.CardWidth;
import io.rcsplatform.domain.content.RcsContent.Carousel;
import io.rcsplatform.domain.content.RcsContent.File;
import io.rcsplatform.domain.content.RcsContent.Media;
import io.rcsplatform.domain.content.RcsContent.MediaHeight;
import io.rcsplatform.domain.content.RcsContent.Orientation;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.content.RcsContent.RichCard;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.content.Suggestion;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.message.SendOutcome.Unreachable;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.wire.FakeHost.Answer;
import io.rcsplatform.provider.wire.MessageSenderContract;
import io.rcsplatform.provider.wire.Samples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RbmSenderTest extends MessageSenderContract {
    private static final String OUR_ID = "01900000-0000-7000-8000-000000000001";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    @Override
    protected MessageSender newSender(URI url) {
        return newSender(url, new String[0]);
    }

    private MessageSender newSender(URI url, String... credentials) {
        return new GoogleRbmProvider(clock()).sender(RbmFixture.account(url, credentials));
    }

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    @Override
    protected MessageContent content() {
        return new Text("Hello {{first_name}}", List.of());
    }

    @Override
    protected Answer acceptedAs(String providerId) {
        return Answer.of(200, Samples.text("google-rbm/send-response-200.json"));
    }

    /** Whatever the answer names: receipts name the message by our id. */
    @Override
    protected Accepted accepted(String providerId) {
        return new Accepted(OUR_ID);
    }

    private JsonNode sent(RcsContent content, String... values) {
        var variables = List.of("first_name", "code").subList(0, values.length);
        var compiled = sender(host.url("/")).compile(content, null, TrafficClass.PROMOTION, variables, DEADLINE);
        assertThat(outcome(compiled.send(ID, TO, List.of(values)))).isInstanceOf(Accepted.class);
        return Samples.json(host.requests().getLast().body());
    }

    @Test
    void postsUnderOurOwnIdAsTheAgent() {
        assertThat(send()).isEqualTo(new Accepted(OUR_ID));

        var request = host.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target())
                .isEqualTo("/v1/phones/+919812345678/agentMessages?messageId=" + OUR_ID + "&agentId=BRAND1");
        assertThat(request.headers())
                .containsEntry("Authorization", "Bearer t-1")
                .containsEntry("Content-Type", "application/json");
        assertThat(Samples.json(request.body())).isEqualTo(Samples.json("""
                {"contentMessage":{"text":"Hello Ana"},"messageTrafficType":"PROMOTION","ttl":"3600s"}
                """));
    }

    @Test
    void aLostAnswerMayBeAskedForAgain() {
        assertThat(sender(host.url("/")).idempotent()).isTrue();
    }

    @Test
    void theSamplesOfGooglesGuideComeOutAlike() {
        assertThat(sent(new Text("Hello, world!", List.of()))).isEqualTo(sample("send-text"));
        assertThat(sent(new Text("Hello, world!", List.of(reply(1), reply(2)))))
                .isEqualTo(sample("send-text-suggested-replies"));
        assertThat(sent(new Text(
                        "Hello, world!",
                        List.of(new Suggestion.OpenUrl(
                                "Open Google",
                                "postback_data_1234",
                                "https://www.google.com",
                                Suggestion.Application.WEBVIEW)))))
                .isEqualTo(sample("send-text-open-url-webview"));
        assertThat(sent(new Text(
                        "Hello, world!",
                        List.of(new Suggestion.CreateCalendarEvent(
                                "Save to calendar",
                                "postback_data_1234",
                                Instant.parse("2020-06-30T19:00:00Z"),
                                Instant.parse("2020-06-30T20:00:00Z"),
                                "My calendar event",
                                "Description of the calendar event")))))
                .isEqualTo(sample("send-text-create-calendar-event"));
        assertThat(sent(new File(
                        "http://www.google.com/logos/doodles/2015/googles-new-logo-5078286822539264.3-hp2x.gif",
                        null,
                        List.of())))
                .isEqualTo(sample("send-file-contentinfo"));
    }

    @Test
    void theCardsOfGooglesGuideComeOutAlike() {
        var logo = new Media(
                "http://www.google.com/logos/doodles/2015/googles-new-logo-5078286822539264.3-hp2x.gif",
                null,
                MediaHeight.TALL,
                false);
        assertThat(sent(new RichCard(
                        Orientation.VERTICAL,
                        Alignment.RIGHT,
                        new Card("Hello, world!", "RBM is awesome!", logo, List.of(reply(1), reply(2))),
                        List.of())))
                .isEqualTo(sample("send-richcard-standalone"));
        assertThat(sent(new Carousel(CardWidth.MEDIUM, List.of(card(1, 200), card(2, 201)), List.of())))
                .isEqualTo(sample("send-richcard-carousel"));
    }

    private static Suggestion reply(int number) {
        return new Suggestion.Reply("Suggestion #" + number, "suggestion_" + number);
    }

    private static Card card(int number, int picture) {
        return new Card(
                "Card #" + number,
                "The description for card #" + number,
                new Media(
                        "https://storage.googleapis.com/welcome-bot-sample-images/" + picture + ".jpg",
                        null,
                        MediaHeight.MEDIUM,
                        false),
                List.of(new Suggestion.Reply("Card #" + number, "card_" + number)));
    }

    /**
     * With the traffic type and time to live that we always say, and without what our contents do not have: a false {@code
     * forceRefresh}, the address instead of an action, and an open-url action's description.
     */
    private static JsonNode sample(String name) {
        var sample = (ObjectNode) Samples.json(Samples.text("google-rbm/" + name + ".json")
                .replaceAll(",\\s*\"forceRefresh\": false", "")
                .replaceAll("\"fallbackUrl\": \"[^\"]*\",", "")
                .replaceAll(",\\s*\"description\": \"Accessibility description\"", ""));
        return sample.put("messageTrafficType", "PROMOTION").put("ttl", "3600s");
    }

    @Test
    void variablesAreFilledInPerRecipient() {
        assertThat(sent(new Text("{{first_name}}: {{code}}", List.of()), "Zoë \"Z\"\n😀", "x7")
                        .at("/contentMessage/text")
                        .asString())
                .isEqualTo("Zoë \"Z\"\n😀: x7");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatTrafficItIs(TrafficClass trafficClass) {
        var compiled = sender(host.url("/")).compile(new Text("x", List.of()), null, trafficClass, List.of(), DEADLINE);

        assertThat(outcome(compiled.send(ID, TO, List.of()))).isInstanceOf(Accepted.class);

        assertThat(Samples.json(host.requests().getFirst().body())
                        .get("messageTrafficType")
                        .asString())
                .isEqualTo(trafficClass.name().replace("_", ""));
    }

    @Test
    void anAccountMayLeaveTheTrafficTypeToTheAgent() {
        assertThat(send(newSender(host.url("/"), "send_traffic_type", "false"), "Ana"))
                .isInstanceOf(Accepted.class);

        assertThat(Samples.json(host.requests().getFirst().body()).has("messageTrafficType"))
                .isFalse();
    }

    @Test
    void theAccountsAgentServesWhereTheSenderNamesNone() {
        sent(new Text("x", List.of()));

        assertThat(host.requests().getFirst().target()).endsWith("&agentId=welcome-bot");
    }

    @Test
    void anAgentIsNamedWithoutItsDomain() {
        var compiled = sender(host.url("/"))
                .compile(new Text("x", List.of()), "brand@rbm.goog", TrafficClass.PROMOTION, List.of(), DEADLINE);

        assertThat(outcome(compiled.send(ID, TO, List.of()))).isInstanceOf(Accepted.class);

        assertThat(host.requests().getFirst().target()).endsWith("&agentId=brand");
    }

    @Test
    void whatCannotGoOutIsRefusedWithoutARequest() {
        var sender = newSender(host.url("/"), "agent_id", "");

        assertThat(List.of(
                        new SmsText("x", null),
                        new ProviderTemplate("t", Map.of()),
                        new Text("without an agent", List.of())))
                .extracting(content ->
                        reason(outcome(sender.compile(content, null, TrafficClass.PROMOTION, List.of(), DEADLINE)
                                .send(ID, TO, List.of()))))
                .containsExactly(Reason.CONTENT_REJECTED, Reason.CONTENT_REJECTED, Reason.AGENT_NOT_LAUNCHED);
        assertThat(host.requests()).isEmpty();
        sender.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|error-400-invalid-argument.json|CONTENT_REJECTED",
                "403|error-403-permission-denied.json|AGENT_NOT_LAUNCHED",
                "404|error-404-not-rcs-reachable.json|NOT_RCS"
            })
    void readsTheRefusalsOfTheSamples(int status, String sample, Reason reason) {
        host.answers(Answer.of(status, Samples.text("google-rbm/" + sample)));

        assertThat(reason(send())).isEqualTo(reason);
        assertThat(host.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|The device does not support this feature.|INVALID_ARGUMENT|FEATURE_UNSUPPORTED",
                "400|Invalid phone number|INVALID_ARGUMENT|INVALID_NUMBER",
                "403|RCS Business Messaging API has not been used in project 1 before or it is disabled.|PERMISSION_DENIED|AUTHENTICATION",
                "404|The agent is not launched on this network|NOT_FOUND|AGENT_NOT_LAUNCHED",
                "409|Concurrent change|ABORTED|PROVIDER_DOWN",
                "413|Too large|INVALID_ARGUMENT|CONTENT_REJECTED",
                "418|Teapot|UNKNOWN|OTHER",
                "429|Quota exceeded for requests per minute|RESOURCE_EXHAUSTED|RATE_LIMITED",
                "429|You have reached the allowed traffic limit for this agent on the user|RESOURCE_EXHAUSTED|USER_CAP",
                "500|Internal error encountered.|INTERNAL|PROVIDER_DOWN"
            })
    void tellsRefusalsApart(int status, String message, String name, Reason reason) {
        host.answers(Answer.of(
                status,
                "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"status\":\"" + name + "\"}}"));

        assertThat(reason(send())).isEqualTo(reason);
    }

    @Test
    void aRecipientWithoutRcsIsLeftToAnotherChannel() {
        host.answers(Answer.of(404, Samples.text("google-rbm/error-404-not-rcs-reachable.json")));

        assertThat(send())
                .isEqualTo(new Unreachable(Reason.NOT_RCS, "http 404 Requested entity was not found. NOT_FOUND"));
    }

    @Test
    void aPageInsteadOfAnAnswerSaysNothingOfTheRecipient() {
        host.answers(Answer.of(404, "<html>The requested URL was not found on this server.</html>"));

        assertThat(send())
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).isEqualTo(Reason.PROVIDER_DOWN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409|{\"error\":{\"code\":409,\"status\":\"ALREADY_EXISTS\"}}",
                "400|{\"error\":{\"code\":400,\"message\":\"ALREADY_EXISTS: message id\"}}",
                "409|''",
                "200|{}"
            })
    void aMessageThatGoogleHasAlreadyIsAccepted(int status, String body) {
        host.answers(Answer.of(status, body));

        assertThat(send()).isEqualTo(new Accepted(OUR_ID));
    }

    @Test
    void aRepetitionGoesOutUnderTheSameId() {
        var sender = sender(host.url("/"));
        host.answersFirst(Answer.reset());

        assertThat(send(sender, "Ana")).isInstanceOf(Unknown.class);
        assertThat(send(sender, "Ana")).isEqualTo(new Accepted(OUR_ID));

        assertThat(host.requests().get(1).target())
                .isEqualTo(host.requests().get(0).target());
    }

    @Test
    void anErrorInASuccessIsNoSuccess() {
        host.answers(Answer.of(200, "{\"error\":{\"code\":500}}"));

        assertThat(send()).isInstanceOf(Unknown.class);
    }

    @Test
    void theServiceAccountSignsForItsToken() throws GeneralSecurityException {
        assertThat(send()).isInstanceOf(Accepted.class);

        var request = host.tokenRequests().getFirst();
        assertThat(request.method() + " " + request.target()).isEqualTo("POST /token");
        assertThat(request.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
        var form = Samples.form(request.body());
        assertThat(form).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        var parts = form.getOrDefault("assertion", "").split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(decoded(parts[0])).isEqualTo(Samples.json("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key-1\"}"));
        assertThat(decoded(parts[1])).isEqualTo(Samples.json("""
                {"iss":"sender@brand.iam.gserviceaccount.example",
                 "scope":"https://www.googleapis.com/auth/rcsbusinessmessaging",
                 "aud":"%s","iat":%d,"exp":%d}
                """.formatted(
                        host.url("/token"), NOW.getEpochSecond(), NOW.getEpochSecond() + 3600)));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(RbmFixture.KEYS.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    private static JsonNode decoded(String part) {
        return Samples.json(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    @Test
    void oneTokenServesAllWhoWaitForIt() {
        var compiled = compiled(sender(host.url("/")), content());

        var sendings = IntStream.range(0, 100)
                .mapToObj(_ -> compiled.send(ID, TO, List.of("Ana")))
                .toList();

        assertThat(sendings).extracting(MessageSenderContract::outcome).containsOnly(new Accepted(OUR_ID));
        assertThat(host.tokenRequests()).hasSize(1);
    }

    @Test
    void aTokenIsRenewedBeforeItExpiresWhileTheOldOneStillServes() {
        var sender = sender(host.url("/"));
        send(sender, "Ana");
        host.answersForToken(Answer.of(200, "{\"access_token\":\"t-2\",\"expires_in\":3599}"));

        now.set(NOW.plusSeconds(3600 - 59));
        assertThat(send(sender, "Ana")).isInstanceOf(Accepted.class);
        await("the renewal").untilAsserted(() -> {
            send(sender, "Ana");
            assertThat(host.requests().getLast().headers()).containsEntry("Authorization", "Bearer t-2");
        });

        assertThat(host.requests().get(1).headers()).containsEntry("Authorization", "Bearer t-1");
        assertThat(host.tokenRequests()).hasSize(2);
        assertThat(host.tokenRequests().getLast().body())
                .isNotEqualTo(host.tokenRequests().getFirst().body());
    }

    @Test
    void aRefusedTokenIsReplacedOnce() {
        host.answers(Answer.of(401, "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\"}}"));

        assertThat(reason(send())).isEqualTo(Reason.AUTHENTICATION);

        assertThat(host.requests()).hasSize(2);
        assertThat(host.tokenRequests()).hasSize(2);
    }

    @Test
    void aRefusedAssertionSendsNothing() {
        host.answersForToken(Answer.of(400, "{\"error\":\"invalid_grant\",\"error_description\":\"no such account\"}"));

        assertThat(send())
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).isEqualTo(Reason.AUTHENTICATION));
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void theLimitPerUserIsNeverTriedAgain() {
        host.answers(Answer.of(
                429,
                "{\"error\":{\"code\":429,\"message\":\"TOO_MANY_REQUESTS - You have reached the allowed traffic limit for"
                        + " this agent on the user, your message will not be delivered\",\"status\":\"RESOURCE_EXHAUSTED\"}}",
                "Retry-After",
                "17"));

        assertThat(send()).isInstanceOf(Rejected.class);
    }
}
