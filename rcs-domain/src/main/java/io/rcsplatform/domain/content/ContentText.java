package io.rcsplatform.domain.content;

import io.rcsplatform.domain.content.RcsContent.Card;
import io.rcsplatform.domain.content.RcsContent.Carousel;
import io.rcsplatform.domain.content.RcsContent.File;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.content.RcsContent.RichCard;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.template.TemplateText;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text somewhere in a content: every place where a variable may stand.
 *
 * @param pointer where, as a JSON pointer in the form that the API shows
 */
public record ContentText(String pointer, String text) {

    /** All texts of a content, in reading order. */
    public static List<ContentText> of(MessageContent content, String pointer) {
        return switch (content) {
            case SmsText sms -> List.of(new ContentText(pointer + "/text", sms.text()));
            case Text text ->
                Stream.concat(
                                Stream.of(new ContentText(pointer + "/text", text.text())),
                                suggestions(text.suggestions(), pointer))
                        .toList();
            case RichCard rich ->
                Stream.concat(card(rich.card(), pointer + "/card"), suggestions(rich.suggestions(), pointer))
                        .toList();
            case Carousel carousel ->
                Stream.concat(
                                IntStream.range(0, carousel.cards().size())
                                        .boxed()
                                        .flatMap(i -> card(carousel.cards().get(i), pointer + "/cards/" + i)),
                                suggestions(carousel.suggestions(), pointer))
                        .toList();
            case File file ->
                Stream.concat(
                                present(
                                        new Field(pointer + "/url", file.url()),
                                        new Field(pointer + "/thumbnail_url", file.thumbnailUrl())),
                                suggestions(file.suggestions(), pointer))
                        .toList();
            case ProviderTemplate template ->
                template.parameters().entrySet().stream()
                        .map(e -> new ContentText(pointer + "/parameters/" + escape(e.getKey()), e.getValue()))
                        .toList();
        };
    }

    /** The variables used anywhere in a content, once each, in order of first use. */
    public static List<String> variables(MessageContent content) {
        return of(content, "").stream()
                .flatMap(place -> TemplateText.parse(place.text()).variables().stream())
                .distinct()
                .toList();
    }

    private static Stream<ContentText> card(Card card, String pointer) {
        var media = card.media();
        return Stream.concat(
                present(
                        new Field(pointer + "/title", card.title()),
                        new Field(pointer + "/description", card.description()),
                        new Field(pointer + "/media/url", media == null ? null : media.url()),
                        new Field(pointer + "/media/thumbnail_url", media == null ? null : media.thumbnailUrl())),
                suggestions(card.suggestions(), pointer));
    }

    private static Stream<ContentText> suggestions(List<Suggestion> suggestions, String pointer) {
        return IntStream.range(0, suggestions.size())
                .boxed()
                .flatMap(i -> suggestion(suggestions.get(i), pointer + "/suggestions/" + i));
    }

    private static Stream<ContentText> suggestion(Suggestion suggestion, String pointer) {
        var common = present(
                new Field(pointer + "/text", suggestion.text()),
                new Field(pointer + "/postback_data", suggestion.postbackData()));
        return Stream.concat(
                common,
                switch (suggestion) {
                    case Suggestion.Reply _, Suggestion.ShareLocation _ -> Stream.of();
                    case Suggestion.OpenUrl s -> present(new Field(pointer + "/url", s.url()));
                    case Suggestion.Dial s -> present(new Field(pointer + "/phone_number", s.phoneNumber()));
                    case Suggestion.ViewLocation s -> present(new Field(pointer + "/label", s.label()));
                    case Suggestion.CreateCalendarEvent s ->
                        present(
                                new Field(pointer + "/title", s.title()),
                                new Field(pointer + "/description", s.description()));
                });
    }

    private static Stream<ContentText> present(Field... fields) {
        return Stream.of(fields).flatMap(Field::text);
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private record Field(String pointer, @Nullable String value) {
        Stream<ContentText> text() {
            return value == null ? Stream.of() : Stream.of(new ContentText(pointer, value));
        }
    }
}
