package io.rcsplatform.provider.gupshup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.content.MessageContent;
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
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unreachable;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.wire.FakeHost.Answer;
import io.rcsplatform.provider.wire.MessageSenderContract;
import io.rcsplatform.provider.wire.Samples;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class HubSenderTest extends MessageSenderContract {
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    @Override
    protected MessageSender newSender(URI url) {
        return newSender(url, new String[0]);
    }

    private MessageSender newSender(URI url, String... credentials) {
        return new GupshupProvider(clock()).sender(AccountFixture.hub(url, credentials));
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
        return Answer.of(
                200,
                "{\"name\":\"phones/+919812345678/agentMessages/" + providerId
                        + "\",\"sendTime\":\"2020-11-10T11:06:26Z\"}");
    }

    private JsonNode sent(MessageContent content, String... values) {
        var variables = List.of("first_name", "code").subList(0, values.length);
        var compiled =
                sender(host.url("/")).compile(content, null, TrafficClass.PROMOTION, variables, NOW.plusSeconds(10));
        assertThat(outcome(compiled.send(ID, TO, List.of(values)))).isInstanceOf(Accepted.class);
        return Samples.json(host.requests().getLast().body());
    }

    @Test
    void postsToTheRecipientsPhoneAsTheAgent() {
        assertThat(send()).isEqualTo(new Accepted("id-1"));

        var request = host.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target())
                .isEqualTo("/rcs/v1/phones/+919812345678/agentMessages/async?botId=BRAND1&enableFallback=false");
        assertThat(request.headers())
                .containsEntry("Authorization", "Bearer t-1")
                .containsEntry("Content-Type", "application/json");
        assertThat(Samples.json(request.body()))
                .isEqualTo(Samples.json("{\"contentMessage\":{\"text\":\"Hello Ana\"},\"ttl\":\"3600s\"}"));
    }

    @Test
    void getsATokenForTheAccount() {
        assertThat(send()).isInstanceOf(Accepted.class);

        var request = host.tokenRequests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/auth/oauth/token?grant_type=client_credentials");
        assertThat(request.headers())
                .containsEntry("Authorization", "Basic Y2xpZW50OnNlY3JldA==")
                .containsEntry("Content-Type", "application/x-www-form-urlencoded");
        assertThat(request.body()).isEmpty();
    }

    @Test
    void theSamplesOfTheHubsCallersComeOutAlike() {
        assertThat(sent(new Text("hello world", List.of())))
                .isEqualTo(Samples.json(Samples.text("gupshup/hub-send-text.json")));
        assertThat(sent(new ProviderTemplate("template_123", Map.of())))
                .isEqualTo(Samples.json(Samples.text("gupshup/hub-send-template.json")));

        var card = new Card(
                "title",
                "desc",
                new Media("https://example.com/a.png", null, MediaHeight.MEDIUM, false),
                List.of(
                        new Suggestion.OpenUrl(
                                "Visit Website",
                                "https://example.com/",
                                "https://example.com",
                                Suggestion.Application.BROWSER),
                        new Suggestion.Dial("contact us", "contact us", "+919999999999"),
                        new Suggestion.Reply("chat with us", "Hello")));
        assertThat(sent(new RichCard(Orientation.VERTICAL, null, card, List.of()))
                        .get("contentMessage"))
                .isEqualTo(Samples.json(Samples.text("gupshup/hub-send-rich-card.json"))
                        .get("contentMessage"));
    }

    @Test
    void everyKindOfSuggestionHasGooglesForm() {
        var content = new File(
                "https://example.com/{{code}}.pdf",
                "https://example.com/t.png",
                List.of(
                        new Suggestion.Reply("Yes {{first_name}}", "yes-{{code}}"),
                        new Suggestion.OpenUrl(
                                "Open", "o", "https://x.example/{{code}}", Suggestion.Application.WEBVIEW),
                        new Suggestion.ViewLocation("Where", "w", 48.2, 16.37, "Office of {{first_name}}"),
                        new Suggestion.ShareLocation("Share", "s"),
                        new Suggestion.CreateCalendarEvent(
                                "Save", "c", NOW, NOW.plusSeconds(60), "Sale for {{first_name}}", null)));

        assertThat(sent(content, "Ana", "x7").get("contentMessage")).isEqualTo(Samples.json("""
                        {"contentInfo":{"fileUrl":"https://example.com/x7.pdf","thumbnailUrl":"https://example.com/t.png"},
                         "suggestions":[
                          {"reply":{"text":"Yes Ana","postbackData":"yes-x7"}},
                          {"action":{"text":"Open","postbackData":"o","openUrlAction":
                            {"url":"https://x.example/x7","application":"WEBVIEW","webviewViewMode":"FULL"}}},
                          {"action":{"text":"Where","postbackData":"w","viewLocationAction":
                            {"latLong":{"latitude":48.2,"longitude":16.37},"label":"Office of Ana"}}},
                          {"action":{"text":"Share","postbackData":"s","shareLocationAction":{}}},
                          {"action":{"text":"Save","postbackData":"c","createCalendarEventAction":
                            {"startTime":"2026-03-01T10:00:00Z","endTime":"2026-03-01T10:01:00Z","title":"Sale for Ana"}}}]}
                        """));
    }

    @Test
    void cardsKeepTheirLayout() {
        var one = new Card(
                "One",
                null,
                new Media("https://a.example/1", "https://a.example/t", MediaHeight.TALL, true),
                List.of());
        var two = new Card(null, "{{first_name}}'s", null, List.of());

        assertThat(sent(
                                new Carousel(
                                        CardWidth.MEDIUM, List.of(one, two), List.of(new Suggestion.Reply("A", "a"))),
                                "Ana")
                        .get("contentMessage"))
                .isEqualTo(Samples.json("""
                        {"richCard":{"carouselCard":{"cardWidth":"MEDIUM","cardContents":[
                          {"title":"One","media":{"height":"TALL","contentInfo":{"fileUrl":"https://a.example/1",
                            "thumbnailUrl":"https://a.example/t","forceRefresh":true}}},
                          {"description":"Ana's"}]}},
                         "suggestions":[{"reply":{"text":"A","postbackData":"a"}}]}
                        """));
        assertThat(sent(new RichCard(Orientation.HORIZONTAL, Alignment.LEFT, two, List.of()), "Ana")
                        .at("/contentMessage/richCard/standaloneCard"))
                .isEqualTo(Samples.json("""
                        {"cardOrientation":"HORIZONTAL","thumbnailImageAlignment":"LEFT","cardContent":{"description":"Ana's"}}
                        """));
    }

    @Test
    void templateParametersAreAJsonStringInTheJson() {
        var template = new ProviderTemplate("t", Map.of("name", "{{first_name}}", "c\"d", "x"));

        var parameters = sent(template, "Zoë \"Z\"\n\\ 😀").at("/contentMessage/templateMessage/customParams");

        assertThat(parameters.isString()).isTrue();
        assertThat(Samples.json(parameters.asString()))
                .isEqualTo(Samples.json("{\"name\":\"Zoë \\\"Z\\\"\\n\\\\ 😀\",\"c\\\"d\":\"x\"}"));
    }

    @Test
    void theTimeToLiveEndsAtTheDeadlineHoweverLateTheMessageGoesOut() {
        var compiled = compiled(sender(host.url("/")), new Text("x", List.of()));

        assertThat(outcome(compiled.send(ID, TO, List.of("")))).isInstanceOf(Accepted.class);
        now.set(DEADLINE.minusSeconds(7));
        assertThat(outcome(compiled.send(ID, TO, List.of("")))).isInstanceOf(Accepted.class);
        now.set(DEADLINE.plusSeconds(7));
        assertThat(outcome(compiled.send(ID, TO, List.of("")))).isInstanceOf(Accepted.class);

        assertThat(host.requests())
                .extracting(request -> Samples.json(request.body()).get("ttl").asString())
                .containsExactly("3600s", "7s", "1s");
    }

    @Test
    void theAccountsBotServesWhereTheSenderNamesNone() {
        sent(new Text("x", List.of()));

        assertThat(host.requests().getFirst().target()).contains("?botId=bot-1&");
    }

    @Test
    void withoutAnyBotNothingIsSent() {
        var compiled = newSender(host.url("/"), "bot_id", "")
                .compile(new Text("x", List.of()), null, TrafficClass.PROMOTION, List.of(), DEADLINE);

        assertThat(reason(outcome(compiled.send(ID, TO, List.of())))).isEqualTo(Reason.AGENT_NOT_LAUNCHED);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void refusesSms() {
        var compiled = sender(host.url("/"))
                .compile(new SmsText("x", null), null, TrafficClass.PROMOTION, List.of(), DEADLINE);

        assertThat(reason(outcome(compiled.send(ID, TO, List.of())))).isEqualTo(Reason.CONTENT_REJECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\":{\"code\":400,\"message\":\"the provided text exceeds the maximum allowed length.\",\"status\":\"INVALID_ARGUMENT\"}}|CONTENT_REJECTED",
                "400|{\"error\":\"google_rate_limit\"}|RATE_LIMITED",
                "400|{\"error\":\"maap_specific_error\"}|OTHER",
                "402|{\"error\":\"insufficient_balance\"}|BALANCE",
                "403|{\"error\":\"curfew_hrs\"}|CURFEW",
                "403|{\"error\":{\"code\":403,\"message\":\"Invalid clientId or Invalid IP address\",\"status\":\"Forbidden\"}}|AUTHENTICATION",
                "403|{\"error\":{\"status\":\"PERMISSION_DENIED\"}}|AGENT_NOT_LAUNCHED",
                "404|{\"error\":\"rcs_disabled\"}|NOT_RCS",
                "404|''|NOT_RCS",
                "404|{\"error\":{\"code\":404,\"status\":\"NOT_FOUND\"}}|NOT_RCS",
                "404|<html>nothing here</html>|PROVIDER_DOWN",
                "409|{\"reason\":\"invalid_template\"}|TEMPLATE",
                "410|{\"error\":\"opted_out\"}|OPTED_OUT",
                "423|{\"error\":\"dnd_enabled\"}|DO_NOT_DISTURB",
                "429|{\"error\":\"rate_limit\"}|RATE_LIMITED",
                "200|{\"error\":{\"code\":404,\"message\":\"rcs_disabled\"}}|NOT_RCS",
                "418|''|OTHER"
            })
    void readsTheHubsRefusals(int status, String body, Reason reason) {
        host.answers(Answer.of(status, body));

        assertThat(reason(send())).isEqualTo(reason);
    }

    @Test
    void aRecipientWithoutRcsIsLeftToAnotherChannel() {
        host.answers(Answer.of(404, "{\"error\":\"rcs_disabled\"}"));

        assertThat(send()).isEqualTo(new Unreachable(Reason.NOT_RCS, "http 404 rcs_disabled"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messageId\":\"m-1\",\"status\":\"pending\"}|m-1",
                "{\"RCSMessage\":{\"msgId\":\"m-2\",\"status\":\"pending\"}}|m-2",
                "{\"name\":\"m-3\"}|m-3"
            })
    void findsTheIdWhereverTheHubPutsIt(String body, String id) {
        host.answers(Answer.of(202, body));

        assertThat(send()).isEqualTo(new Accepted(id));
    }

    @Test
    void oneTokenServesAllWhoWaitForIt() {
        var compiled = compiled(sender(host.url("/")), content());

        var sendings = IntStream.range(0, 100)
                .mapToObj(_ -> compiled.send(ID, TO, List.of("Ana")))
                .toList();

        assertThat(sendings).extracting(MessageSenderContract::outcome).containsOnly(new Accepted("id-1"));
        assertThat(host.tokenRequests()).hasSize(1);
    }

    @Test
    void aTokenIsRenewedWhileTheOldOneStillServes() {
        var sender = sender(host.url("/"));
        send(sender, "Ana");
        host.answersForToken(Answer.of(200, "{\"access_token\":\"t-2\",\"expires_in\":3600}"));

        now.set(NOW.plusSeconds(3600 - 59));
        assertThat(send(sender, "Ana")).isInstanceOf(Accepted.class);
        await("the renewal").untilAsserted(() -> {
            send(sender, "Ana");
            assertThat(host.requests().getLast().headers()).containsEntry("Authorization", "Bearer t-2");
        });

        assertThat(host.requests().get(1).headers()).containsEntry("Authorization", "Bearer t-1");
        assertThat(host.tokenRequests()).hasSize(2);
    }

    @Test
    void anExpiredTokenIsNotShown() {
        var sender = sender(host.url("/"));
        send(sender, "Ana");
        host.answersForToken(Answer.of(200, "{\"access_token\":\"t-2\"}"));

        now.set(NOW.plusSeconds(3601));
        send(sender, "Ana");

        assertThat(host.requests().getLast().headers()).containsEntry("Authorization", "Bearer t-2");
    }

    @Test
    void aRefusedTokenIsReplacedOnceAndTheMessageSentAgain() {
        var sender = sender(host.url("/"));
        send(sender, "Ana");
        host.answersForToken(Answer.of(200, "{\"access_token\":\"t-2\"}"));
        host.answersFirst(Answer.of(401, Samples.text("gupshup/hub-error-401.json")));

        assertThat(send(sender, "Ana")).isEqualTo(new Accepted("id-1"));

        assertThat(host.requests()).hasSize(3);
        assertThat(host.requests().getLast().headers()).containsEntry("Authorization", "Bearer t-2");
        assertThat(host.tokenRequests()).hasSize(2);
    }

    @Test
    void aTokenThatIsRefusedTwiceIsNotTriedForEver() {
        host.answers(Answer.of(401, ""));

        assertThat(reason(send())).isEqualTo(Reason.AUTHENTICATION);
        assertThat(host.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION", "400, AUTHENTICATION", "500, PROVIDER_DOWN", "429, PROVIDER_DOWN"})
    void withoutATokenNothingIsSentAndNobodyInsists(int status, Reason reason) {
        host.answersForToken(Answer.of(status, "", "Retry-After", "3"));
        var compiled = compiled(sender(host.url("/")), content());

        for (int i = 0; i < 5; i++) {
            SendOutcome outcome = outcome(compiled.send(ID, TO, List.of("Ana")));
            assertThat(outcome).isInstanceOf(Retry.class);
            assertThat(reason(outcome)).isEqualTo(reason);
        }

        assertThat(host.requests()).isEmpty();
        assertThat(host.tokenRequests()).hasSize(1);

        now.set(NOW.plusSeconds(2));
        host.answersForToken(Answer.of(200, "{\"access_token\":\"t-2\"}"));
        assertThat(outcome(compiled.send(ID, TO, List.of("Ana")))).isInstanceOf(Accepted.class);
    }

    @Test
    void anAccountMayLetUsChooseTheId() {
        var sender = newSender(host.url("/"), "send_message_id", "true");
        host.answersFirst(Answer.of(200, "{}"), Answer.of(400, "{\"error\":{\"message\":\"Duplicate messageId\"}}"));

        assertThat(sender.idempotent()).isTrue();
        assertThat(send(sender, "Ana")).isEqualTo(new Accepted(ID.value().toString()));
        assertThat(send(sender, "Ana")).isEqualTo(new Accepted(ID.value().toString()));
        assertThat(host.requests().getFirst().target())
                .endsWith("&enableFallback=false&messageId=01900000-0000-7000-8000-000000000001");
        assertThat(sender(host.url("/")).idempotent()).isFalse();
    }

    @Test
    void anAccountMaySayWhatTrafficItIs() {
        var compiled = newSender(host.url("/"), "send_traffic_type", "true")
                .compile(new Text("x", List.of()), null, TrafficClass.SERVICE_REQUEST, List.of(), DEADLINE);

        assertThat(outcome(compiled.send(ID, TO, List.of()))).isInstanceOf(Accepted.class);

        assertThat(Samples.json(host.requests().getFirst().body())
                        .get("messageTrafficType")
                        .asString())
                .isEqualTo("SERVICEREQUEST");
    }
}
