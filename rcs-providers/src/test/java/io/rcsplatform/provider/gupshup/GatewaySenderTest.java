package io.rcsplatform.provider.gupshup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.provider.MessageSender;
import io.rcsplatform.provider.wire.FakeHost.Answer;
import io.rcsplatform.provider.wire.MessageSenderContract;
import io.rcsplatform.provider.wire.Samples;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewaySenderTest extends MessageSenderContract {
    @Override
    protected MessageSender newSender(URI url) {
        return new GupshupProvider(Clock.fixed(NOW, ZoneOffset.UTC))
                .sender(AccountFixture.gateway(url.resolve("/GatewayAPI/rest")));
    }

    @Override
    protected MessageContent content() {
        return new ProviderTemplate("Test_Template", Map.of("NAME", "{{first_name}}", "DISCOUNT", "20%"));
    }

    @Override
    protected Answer acceptedAs(String providerId) {
        return Answer.of(
                200,
                "{\"response\":{\"id\":\"" + providerId
                        + "\",\"phone\":\"919812345678\",\"details\":\"\",\"status\":\"success\"}}");
    }

    @Test
    void postsTheFormThatGupshupDocuments() {
        assertThat(send()).isEqualTo(new Accepted("id-1"));

        var request = host.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/GatewayAPI/rest");
        assertThat(request.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(Samples.form(request.body()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "method", "SendMessage",
                        "send_to", "919812345678",
                        "msg",
                                "{\"contentMessage\":{\"templateMessage\":{\"templateCode\":\"Test_Template\",\"customParams\":"
                                        + "\"{\\\"DISCOUNT\\\":\\\"20%\\\",\\\"NAME\\\":\\\"Ana\\\"}\"}}}",
                        "msg_type", "TEXT",
                        "userid", "2000123456",
                        "auth_scheme", "plain",
                        "password", "p&ss=wörd+1",
                        "v", "1.1",
                        "format", "json"));
    }

    @Test
    void sendsTheSampleThatTheDocumentsPrint() {
        var sample = Samples.fields("gupshup/gateway-send-template.json");
        var compiled = sender(host.url("/"))
                .compile(
                        new ProviderTemplate("Test_Template", Map.of()),
                        null,
                        TrafficClass.PROMOTION,
                        List.of(),
                        DEADLINE);

        assertThat(outcome(compiled.send(ID, TO, List.of()))).isInstanceOf(Accepted.class);

        var form = Samples.form(host.requests().getFirst().body());
        assertThat(form).containsOnlyKeys(sample.keySet());
        assertThat(form).containsEntry("msg", sample.get("msg")).containsEntry("msg_type", sample.get("msg_type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O'Neil \"the\" \\ second",
                "two\nlines\tand\u0001more",
                "a&b=c+d%20;e?f#g",
                "李娜 Ольга José 😀",
                "{{first_name}}",
                "\\u0041",
                ""
            })
    void aValueArrivesAsItIsThroughJsonInJsonInAForm(String value) {
        assertThat(send(sender(host.url("/")), value)).isInstanceOf(Accepted.class);

        var message =
                Samples.json(Samples.form(host.requests().getFirst().body()).getOrDefault("msg", ""));
        var parameters =
                message.at("/contentMessage/templateMessage/customParams").asString();
        assertThat(Samples.json(parameters).get("NAME").asString()).isEqualTo(value);
    }

    @Test
    void readsAnAnswerInText() {
        host.answers(Answer.of(200, "success | 919812345678 | 4843671605020377110-242097152723471982 \r\n"));

        assertThat(send()).isEqualTo(new Accepted("4843671605020377110-242097152723471982"));
    }

    @ParameterizedTest
    @CsvSource({
        "102, Authentication failed due to invalid userId or password., AUTHENTICATION",
        "103, No such user, AUTHENTICATION",
        "104, User disabled, AUTHENTICATION",
        "105, The phone number is not valid, INVALID_NUMBER",
        "108, The mask is not valid, CONTENT_REJECTED",
        "101, The parameter msg is missing, CONTENT_REJECTED",
        "100, Unknown error, PROVIDER_DOWN",
        "175, The service is disabled for you, FEATURE_UNSUPPORTED",
        "999, Number is RCS disabled or Bot is not launched with the number's provider, NOT_RCS",
        "999, Template code with bot doesn't exist, TEMPLATE",
        "999, Template with the code [x] and bot [y] received with insufficient custom params, TEMPLATE",
        "999, opted_out, OPTED_OUT",
        "999, something new, OTHER"
    })
    void aRefusalWithStatus200IsARefusal(String code, String details, Reason reason) {
        host.answersFirst(
                Answer.of(
                        200,
                        "{\"response\":{\"id\":\"" + code + "\",\"phone\":\"\",\"details\":\"" + details
                                + "\",\"status\":\"error\"}}"),
                Answer.of(200, "error | " + code + " | " + details),
                Answer.of(200, "error: " + code + ": " + details));
        var sender = sender(host.url("/"));

        for (int i = 0; i < 3; i++) {
            assertThat(reason(send(sender, "Ana"))).isEqualTo(reason);
        }
    }

    @Test
    void anAcceptanceWithoutAnIdIsUnknown() {
        host.answers(Answer.of(200, "{\"response\":{\"id\":\"\",\"status\":\"success\"}}"));

        assertThat(send()).isInstanceOf(Unknown.class);
    }

    @Test
    void aWrongAddressIsTheAccountsFault() {
        host.answers(Answer.of(404, "<html>not here</html>"));

        assertThat(reason(send())).isEqualTo(Reason.PROVIDER_DOWN);
    }

    @Test
    void refusesAContentThatTheContractCannotCarry() {
        var compiled = sender(host.url("/"))
                .compile(new Text("hi", List.of()), null, TrafficClass.PROMOTION, List.of(), DEADLINE);

        assertThat(reason(outcome(compiled.send(ID, TO, List.of())))).isEqualTo(Reason.CONTENT_REJECTED);
        assertThat(host.requests()).isEmpty();
    }
}
