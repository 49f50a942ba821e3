package io.rcsplatform.provider.gupshup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
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

class SmsSenderTest extends MessageSenderContract {
    @Override
    protected MessageSender newSender(URI url) {
        return newSender(url, new String[0]);
    }

    private static MessageSender newSender(URI url, String... credentials) {
        return new GupshupProvider(Clock.fixed(NOW, ZoneOffset.UTC))
                .sender(AccountFixture.sms(url.resolve("/GatewayAPI/rest"), credentials));
    }

    @Override
    protected MessageContent content() {
        return new SmsText("Hi {{first_name}}, 20% & more: https://a.example/?c=1+1", "1107000000000000001");
    }

    @Override
    protected Answer acceptedAs(String providerId) {
        return Answer.of(200, "success | 919812345678 | " + providerId);
    }

    @Test
    void postsTheFormThatGupshupDocuments() {
        try (var sender = newSender(host.url("/"), "principal_entity_id", "1101000000000000001")) {
            assertThat(send(sender, "Ana")).isEqualTo(new Accepted("id-1"));
        }

        var request = host.requests().getFirst();
        assertThat(request.method() + " " + request.target()).isEqualTo("POST /GatewayAPI/rest");
        var form = Samples.form(request.body());
        assertThat(form)
                .containsOnlyKeys(Samples.fields("gupshup/sms-send.json").keySet());
        assertThat(form)
                .containsAllEntriesOf(Map.of(
                        "method", "SendMessage",
                        "send_to", "919812345678",
                        "msg", "Hi Ana, 20% & more: https://a.example/?c=1+1",
                        "msg_type", "Text",
                        "userid", "2000123456",
                        "password", "p&ss=wörd+1",
                        "mask", "BRAND1",
                        "principalEntityId", "1101000000000000001",
                        "dltTemplateId", "1107000000000000001"));
    }

    @Test
    void leavesOutWhatIsNotGiven() {
        var compiled = sender(host.url("/"))
                .compile(new SmsText("hi", null), null, TrafficClass.TRANSACTION, List.of(), DEADLINE);

        assertThat(outcome(compiled.send(ID, TO, List.of()))).isInstanceOf(Accepted.class);

        assertThat(Samples.form(host.requests().getFirst().body()))
                .doesNotContainKeys("mask", "principalEntityId", "dltTemplateId");
    }

    @ParameterizedTest
    @CsvSource({"Ana, Text", "José [1] €, Text", "François, Unicode_text", "Ольга, Unicode_text", "😀, Unicode_text"})
    void theRecipientsOwnTextDecidesTheEncoding(String name, String type) {
        assertThat(send(sender(host.url("/")), name)).isInstanceOf(Accepted.class);

        assertThat(Samples.form(host.requests().getFirst().body()))
                .containsEntry("msg_type", type)
                .containsEntry("msg", "Hi " + name + ", 20% & more: https://a.example/?c=1+1");
    }

    @Test
    void aValueThatTheTextDoesNotUseDoesNotDecideTheEncoding() {
        var compiled = sender(host.url("/"))
                .compile(new SmsText("Hi {{a}}", null), null, TrafficClass.TRANSACTION, List.of("b", "a"), DEADLINE);

        assertThat(outcome(compiled.send(ID, TO, List.of("Ольга", "Ana")))).isInstanceOf(Accepted.class);

        assertThat(Samples.form(host.requests().getFirst().body())).containsEntry("msg_type", "Text");
    }

    @Test
    void refusesAContentForAnotherChannel() {
        var compiled = sender(host.url("/"))
                .compile(new Text("hi", List.of()), null, TrafficClass.PROMOTION, List.of(), DEADLINE);

        assertThat(outcome(compiled.send(ID, TO, List.of())))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.CONTENT_REJECTED));
    }
}
