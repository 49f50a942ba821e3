package io.rcsplatform.domain.content;

import io.rcsplatform.domain.content.RcsContent.Card;
import io.rcsplatform.domain.content.RcsContent.CardWidth;
import io.rcsplatform.domain.content.RcsContent.Carousel;
import io.rcsplatform.domain.content.RcsContent.File;
import io.rcsplatform.domain.content.RcsContent.MediaHeight;
import io.rcsplatform.domain.content.RcsContent.Orientation;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.content.RcsContent.RichCard;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.template.TemplateText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a content against a provider's limits and the rules of the content model (RCS for Business guides), and finds everything
 * that is wrong, not the first thing. Variables count as nothing: how long they become is known per recipient only.
 */
public final class ContentCheck {
    private final ContentLimits limits;
    private final List<Violation> violations = new ArrayList<>();

    private ContentCheck(ContentLimits limits) {
        this.limits = limits;
    }

    public static List<Violation> violations(MessageContent content, ContentLimits limits, String pointer) {
        var check = new ContentCheck(limits);
        check.content(content, pointer);
        return List.copyOf(check.violations);
    }

    private void content(MessageContent content, String at) {
        if (content instanceof RcsContent && !limits.freeForm() && !(content instanceof ProviderTemplate)) {
            add(
                    at + "/type",
                    "content_not_supported",
                    "This account's contract sends only templates that the provider holds: use type provider_template");
        }
        switch (content) {
            case SmsText sms -> required(at + "/text", sms.text(), Integer.MAX_VALUE);
            case Text text -> {
                required(at + "/text", text.text(), limits.text());
                suggestions(text.suggestions(), ContentLimits.SUGGESTIONS_PER_MESSAGE, at);
            }
            case RichCard rich -> richCard(rich, at);
            case Carousel carousel -> carousel(carousel, at);
            case File file -> {
                url(at + "/url", file.url());
                optionalUrl(at + "/thumbnail_url", file.thumbnailUrl());
                suggestions(file.suggestions(), ContentLimits.SUGGESTIONS_PER_MESSAGE, at);
            }
            case ProviderTemplate template -> providerTemplate(template, at);
        }
    }

    private void providerTemplate(ProviderTemplate template, String at) {
        if (!limits.providerTemplates()) {
            add(
                    at + "/type",
                    "content_not_supported",
                    "This account's provider holds no templates: send the content itself, such as a rich_card");
        }
        required(at + "/code", template.code(), Integer.MAX_VALUE);
    }

    private void richCard(RichCard rich, String at) {
        card(rich.card(), at + "/card");
        suggestions(rich.suggestions(), ContentLimits.SUGGESTIONS_PER_MESSAGE, at);
        if (rich.orientation() == Orientation.VERTICAL && rich.thumbnailAlignment() != null) {
            add(
                    at + "/thumbnail_alignment",
                    "not_allowed",
                    "Only a horizontal card aligns its thumbnail: leave it out or make the card horizontal");
        }
        if (rich.orientation() == Orientation.HORIZONTAL && onlyMedia(rich.card())) {
            add(
                    at + "/card",
                    "required",
                    "A horizontal card with media also needs a title, a description or suggestions");
        }
    }

    private void carousel(Carousel carousel, String at) {
        int cards = carousel.cards().size();
        if (cards < ContentLimits.MIN_CARDS || cards > ContentLimits.MAX_CARDS) {
            add(
                    at + "/cards",
                    "out_of_bounds",
                    "A carousel has " + ContentLimits.MIN_CARDS + " to " + ContentLimits.MAX_CARDS
                            + " cards; this one has " + cards);
        }
        for (int i = 0; i < cards; i++) {
            var card = carousel.cards().get(i);
            card(card, at + "/cards/" + i);
            var media = card.media();
            if (carousel.width() == CardWidth.SMALL && media != null && media.height() == MediaHeight.TALL) {
                add(
                        at + "/cards/" + i + "/media/height",
                        "not_allowed",
                        "Tall media does not fit a small card: use short or medium, or medium width");
            }
        }
        suggestions(carousel.suggestions(), ContentLimits.SUGGESTIONS_PER_MESSAGE, at);
    }

    private void card(Card card, String at) {
        if (card.title() == null && card.description() == null && card.media() == null) {
            add(at, "required", "A card shows at least one of media, title and description");
        }
        atMost(at + "/title", card.title(), ContentLimits.CARD_TITLE);
        atMost(at + "/description", card.description(), ContentLimits.CARD_DESCRIPTION);
        var media = card.media();
        if (media != null) {
            url(at + "/media/url", media.url());
            optionalUrl(at + "/media/thumbnail_url", media.thumbnailUrl());
        }
        suggestions(card.suggestions(), ContentLimits.SUGGESTIONS_PER_CARD, at);
    }

    private void suggestions(List<Suggestion> suggestions, int most, String at) {
        if (suggestions.size() > most) {
            add(
                    at + "/suggestions",
                    "too_many",
                    "At most " + most + " suggestions stand here; there are " + suggestions.size());
        }
        for (int i = 0; i < suggestions.size(); i++) {
            suggestion(suggestions.get(i), at + "/suggestions/" + i);
        }
    }

    private void suggestion(Suggestion suggestion, String at) {
        required(at + "/text", suggestion.text(), ContentLimits.SUGGESTION_TEXT);
        atMost(at + "/postback_data", suggestion.postbackData(), limits.postbackData());
        switch (suggestion) {
            case Suggestion.Reply _, Suggestion.ShareLocation _ -> {}
            case Suggestion.OpenUrl s -> url(at + "/url", s.url());
            case Suggestion.Dial s -> required(at + "/phone_number", s.phoneNumber(), ContentLimits.URL);
            case Suggestion.ViewLocation s -> {
                if (Math.abs(s.latitude()) > 90 || Math.abs(s.longitude()) > 180) {
                    add(at, "out_of_bounds", "Latitude is within 90 and longitude within 180 degrees");
                }
            }
            case Suggestion.CreateCalendarEvent s -> {
                required(at + "/title", s.title(), ContentLimits.CALENDAR_TITLE);
                atMost(at + "/description", s.description(), ContentLimits.CALENDAR_DESCRIPTION);
                if (!s.endTime().isAfter(s.startTime())) {
                    add(at + "/end_time", "out_of_bounds", "The end lies after the start");
                }
            }
        }
    }

    private void required(String at, String text, int most) {
        if (text.isBlank()) {
            add(at, "required", "Must not be empty");
        }
        atMost(at, text, most);
    }

    private void atMost(String at, @Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return;
        }
        int fixed = TemplateText.parse(text).literals().stream()
                .mapToInt(String::length)
                .sum();
        if (fixed > most) {
            add(
                    at,
                    "too_long",
                    "At most " + most + " characters stand here, without the variables; there are " + fixed);
        }
    }

    private void optionalUrl(String at, @Nullable String url) {
        if (url != null) {
            url(at, url);
        }
    }

    private void url(String at, String url) {
        required(at, url, ContentLimits.URL);
        var parsed = TemplateText.parse(url);
        boolean startsWithVariable = parsed.literals().getFirst().isEmpty();
        if (!startsWithVariable && !isWebAddress(parsed.render(_ -> "x"))) {
            add(at, "invalid_url", "Must be an absolute http or https URL");
        }
    }

    private static boolean isWebAddress(String url) {
        try {
            var uri = new URI(url);
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean onlyMedia(Card card) {
        return card.media() != null
                && card.title() == null
                && card.description() == null
                && card.suggestions().isEmpty();
    }

    private void add(String pointer, String code, String detail) {
        violations.add(new Violation(pointer, code, detail));
    }
}
