package io.rcsplatform.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.content.Suggestion;
import io.rcsplatform.domain.event.CampaignChanged;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.Event;
import io.rcsplatform.domain.event.MessageEvents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

class WireTest {
    private final EventJson json = new EventJson();

    static Stream<Arguments> contracts() {
        return Stream.of(Event.class.getPermittedSubclasses()).map(type -> Arguments.of(schema(type), type));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void stillReadsAndWritesEveryPublishedSample(String schema, Class<? extends Event> type) throws IOException {
        var published = sample(schema);

        var event = json.read(published, type);

        assertThat(event.schema()).isEqualTo(schema);
        assertThat(json.mapper().readTree(json.write(event)))
                .isEqualTo(json.mapper().readTree(published));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void ignoresWhatANewerProducerAdds(String schema, Class<? extends Event> type) throws IOException {
        var published = sample(schema);
        var newer = new String(published, StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{ \"added\": { \"later\": [1, 2] },")
                .replace("\"at\":", "\"added\": 3, \"at\":");

        assertThat(json.read(newer.getBytes(StandardCharsets.UTF_8), type)).isEqualTo(json.read(published, type));
    }

    @Test
    void readsAbsentListsAsEmpty() {
        var events = json.read(bytes("""
                        {"id": "evt_01kg9yk000fjjr3n17nbpvd1kb", "tenant_id": "tnt_01kg9yjzzzfjjr3n17nbpvd1kb",
                         "occurred_at": "2026-01-31T12:00:00Z", "changes": null, "duplicates": 0, "sms_settled": 0}
                        """), MessageEvents.class);

        assertThat(events.changes()).isEmpty();
        assertThat(events.fallbacks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "tenant_id", "occurred_at", "campaign_id", "status", "version"})
    void refusesAnEventThatLacksWhatItMustHave(String field) throws IOException {
        var published = json.mapper().readTree(sample(CampaignChanged.SCHEMA));

        var without = ((tools.jackson.databind.node.ObjectNode) published.deepCopy()).without(field);
        var withNull = ((tools.jackson.databind.node.ObjectNode) published.deepCopy()).putNull(field);

        for (var broken : List.of(without, withNull)) {
            assertThatThrownBy(() -> json.read(json.mapper().writeValueAsBytes(broken), CampaignChanged.class))
                    .isInstanceOf(MismatchedInputException.class);
        }
    }

    @Test
    void refusesWhatIsNoEventAtAll() {
        for (var nothing : List.of("", "null", "[]", "{", "\"evt\"", "{\"id\": \"msg_01kg9yk000fjjr3n17nbpvd1kb\"}")) {
            assertThatThrownBy(() -> json.read(bytes(nothing), CampaignChanged.class))
                    .as(nothing)
                    .isInstanceOf(JacksonException.class);
        }
    }

    @Test
    void fillsInWhatAContentMayLeaveOut() {
        var card = json.mapper().readValue("""
                {"type": "rich_card",
                 "card": {"media": {"url": "https://a.example/1.png"},
                          "suggestions": [{"type": "open_url", "text": "Go", "postback_data": "go", "url": "https://a.example"}]}}
                """, RcsContent.class);

        assertThat(card)
                .isEqualTo(new RcsContent.RichCard(
                        RcsContent.Orientation.VERTICAL,
                        null,
                        new RcsContent.Card(
                                null,
                                null,
                                new RcsContent.Media(
                                        "https://a.example/1.png", null, RcsContent.MediaHeight.MEDIUM, false),
                                List.of(new Suggestion.OpenUrl(
                                        "Go", "go", "https://a.example", Suggestion.Application.BROWSER))),
                        List.of()));
    }

    @Test
    void namesAnSmsWhereAContentMayBeEitherAndNotWhereItCanBeNothingElse() {
        MessageContent text = new SmsText("Hi", null);

        assertThat(json.mapper().writerFor(MessageContent.class).writeValueAsString(text))
                .isEqualTo("{\"type\":\"sms_text\",\"text\":\"Hi\"}");
        assertThat(json.mapper().writeValueAsString(text)).isEqualTo("{\"text\":\"Hi\"}");
        assertThat(json.mapper().readValue("{\"type\":\"sms_text\",\"text\":\"Hi\"}", MessageContent.class))
                .isEqualTo(text);
        assertThat(json.mapper().readValue("{\"text\":\"Hi\"}", SmsText.class)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"text\",\"text\":\"Hi\",\"suggestions\":[]}",
                "{\"type\":\"file\",\"url\":\"https://a.example/1.pdf\",\"thumbnail_url\":\"https://a.example/1.png\",\"suggestions\":[]}",
                "{\"type\":\"provider_template\",\"code\":\"welcome\",\"parameters\":{\"name\":\"Ada\"}}"
            })
    void keepsEveryKindOfContent(String content) {
        var read = json.mapper().readValue(content, RcsContent.class);

        assertThat(json.mapper().writerFor(RcsContent.class).writeValueAsString(read))
                .isEqualTo(content);
        assertThat(json.mapper().readValue(content, MessageContent.class)).isEqualTo(read);
    }

    @Test
    void aBatchOfTwoHundredCostsFarLessThanAMillisecond() throws IOException {
        var one = json.read(sample(DispatchBatch.SCHEMA), DispatchBatch.class);
        var recipients =
                Stream.generate(() -> one.recipients().getFirst()).limit(200).toList();
        var batch = one.with(recipients);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 2000; i++) {
            long start = System.nanoTime();
            var read = json.read(json.write(batch), DispatchBatch.class);
            best = Math.min(best, System.nanoTime() - start);
            assertThat(read.recipients()).hasSize(200);
        }

        assertThat(best).as("nanoseconds to write and read it, warm").isLessThan(1_000_000);
    }

    private static String schema(Class<?> type) {
        try {
            return (String) Objects.requireNonNull(type.getField("SCHEMA").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sample(String schema) throws IOException {
        try (InputStream sample = WireTest.class.getResourceAsStream("/wire/" + schema + ".json")) {
            return Objects.requireNonNull(sample, "no sample of " + schema).readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
