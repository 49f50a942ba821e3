package io.rcsplatform.provider.wire;

import static io.rcsplatform.provider.wire.Json.array;
import static io.rcsplatform.provider.wire.Json.bool;
import static io.rcsplatform.provider.wire.Json.member;
import static io.rcsplatform.provider.wire.Json.number;
import static io.rcsplatform.provider.wire.Json.object;
import static io.rcsplatform.provider.wire.Json.string;

import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.RcsContent.Card;
import io.rcsplatform.domain.content.RcsContent.Carousel;
import io.rcsplatform.domain.content.RcsContent.File;
import io.rcsplatform.domain.content.RcsContent.Media;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.content.RcsContent.RichCard;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.content.Suggestion;
import io.rcsplatform.provider.wire.Json.Member;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a content as Google's {@code contentMessage}, with Gupshup's {@code templateMessage} added. */
public final class ContentJson {
    private final List<String> variables;

    public ContentJson(List<String> variables) {
        this.variables = variables;
    }

    public WireText contentMessage(RcsContent content) {
        return switch (content) {
            case Text text ->
                object(member("text", text(text.text())), member("suggestions", suggestions(text.suggestions())));
            case RichCard rich ->
                object(
                        member("richCard", object(member("standaloneCard", standalone(rich)))),
                        member("suggestions", suggestions(rich.suggestions())));
            case Carousel carousel ->
                object(
                        member("richCard", object(member("carouselCard", carouselCard(carousel)))),
                        member("suggestions", suggestions(carousel.suggestions())));
            case File file ->
                object(
                        member("contentInfo", contentInfo(file.url(), file.thumbnailUrl(), false)),
                        member("suggestions", suggestions(file.suggestions())));
            case ProviderTemplate template -> object(member("templateMessage", template(template)));
        };
    }

    private WireText standalone(RichCard rich) {
        return object(
                member("cardOrientation", string(rich.orientation().name())),
                member(
                        "thumbnailImageAlignment",
                        rich.thumbnailAlignment() == null
                                ? null
                                : string(rich.thumbnailAlignment().name())),
                member("cardContent", card(rich.card())));
    }

    private WireText carouselCard(Carousel carousel) {
        return object(
                member("cardWidth", string(carousel.width().name())),
                member(
                        "cardContents",
                        array(carousel.cards().stream().map(this::card).toList())));
    }

    private WireText card(Card card) {
        return object(
                member("title", optional(card.title())),
                member("description", optional(card.description())),
                member("media", card.media() == null ? null : media(card.media())),
                member("suggestions", suggestions(card.suggestions())));
    }

    private WireText media(Media media) {
        return object(
                member("height", string(media.height().name())),
                member("contentInfo", contentInfo(media.url(), media.thumbnailUrl(), media.forceRefresh())));
    }

    private WireText contentInfo(String url, @Nullable String thumbnailUrl, boolean forceRefresh) {
        return object(
                member("fileUrl", text(url)),
                member("thumbnailUrl", optional(thumbnailUrl)),
                member("forceRefresh", forceRefresh ? bool(true) : null));
    }

    /** The parameters are a JSON string inside the JSON: an object is refused. */
    private WireText template(ProviderTemplate template) {
        var parameters = template.parameters().entrySet().stream()
                .sorted(Comparator.comparing(java.util.Map.Entry::getKey))
                .map(e -> member(e.getKey(), text(e.getValue())))
                .toList();
        return object(
                member("templateCode", string(template.code())),
                member("customParams", parameters.isEmpty() ? null : string(object(parameters))));
    }

    private @Nullable WireText suggestions(List<Suggestion> suggestions) {
        return array(suggestions.stream().map(this::suggestion).toList());
    }

    private WireText suggestion(Suggestion suggestion) {
        return switch (suggestion) {
            case Suggestion.Reply s ->
                object(member(
                        "reply",
                        object(member("text", text(s.text())), member("postbackData", text(s.postbackData())))));
            case Suggestion.OpenUrl s ->
                action(
                        s,
                        "openUrlAction",
                        object(
                                member("url", text(s.url())),
                                member("application", webview(s)),
                                member("webviewViewMode", webview(s) == null ? null : string("FULL"))));
            case Suggestion.Dial s -> action(s, "dialAction", object(member("phoneNumber", string(s.phoneNumber()))));
            case Suggestion.ViewLocation s ->
                action(
                        s,
                        "viewLocationAction",
                        object(
                                member(
                                        "latLong",
                                        object(
                                                member("latitude", number(s.latitude())),
                                                member("longitude", number(s.longitude())))),
                                member("label", optional(s.label()))));
            case Suggestion.ShareLocation s -> action(s, "shareLocationAction", object());
            case Suggestion.CreateCalendarEvent s ->
                action(
                        s,
                        "createCalendarEventAction",
                        object(
                                member("startTime", string(s.startTime().toString())),
                                member("endTime", string(s.endTime().toString())),
                                member("title", text(s.title())),
                                member("description", optional(s.description()))));
        };
    }

    private WireText action(Suggestion suggestion, String kind, WireText action) {
        return object(member(
                "action",
                object(
                        member("text", text(suggestion.text())),
                        member("postbackData", text(suggestion.postbackData())),
                        new Member(kind, action))));
    }

    /** The browser is what a provider opens when nothing is said. */
    private static @Nullable WireText webview(Suggestion.OpenUrl openUrl) {
        return openUrl.application() == Suggestion.Application.WEBVIEW ? string("WEBVIEW") : null;
    }

    private @Nullable WireText optional(@Nullable String text) {
        return text == null ? null : text(text);
    }

    private WireText text(String text) {
        return string(WireText.of(text, variables));
    }
}
