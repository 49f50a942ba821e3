package io.rcsplatform.domain.content;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of an RCS message. Its chips (suggestions beside the content) show only while the message is the last one. */
public sealed interface RcsContent extends MessageContent {

    record Text(String text, List<Suggestion> suggestions) implements RcsContent {
        public Text {
            suggestions = List.copyOf(suggestions);
        }
    }

    /**
     * @param thumbnailAlignment only for a horizontal card
     */
    record RichCard(
            Orientation orientation, @Nullable Alignment thumbnailAlignment, Card card, List<Suggestion> suggestions)
            implements RcsContent {
        public RichCard {
            suggestions = List.copyOf(suggestions);
        }
    }

    record Carousel(CardWidth width, List<Card> cards, List<Suggestion> suggestions) implements RcsContent {
        public Carousel {
            cards = List.copyOf(cards);
            suggestions = List.copyOf(suggestions);
        }
    }

    /** A file on its own: image, video, audio or PDF. */
    record File(String url, @Nullable String thumbnailUrl, List<Suggestion> suggestions) implements RcsContent {
        public File {
            suggestions = List.copyOf(suggestions);
        }
    }

    /** A template that the provider holds for the brand; parameters are values for the provider's own placeholders. */
    record ProviderTemplate(String code, Map<String, String> parameters) implements RcsContent {
        public ProviderTemplate {
            parameters = Map.copyOf(parameters);
        }
    }

    /** A card shows at least one of media, title and description. */
    record Card(
            @Nullable String title,
            @Nullable String description,
            @Nullable Media media,
            List<Suggestion> suggestions) {
        public Card {
            suggestions = List.copyOf(suggestions);
        }
    }

    /**
     * @param url publicly reachable, with the right content type and without redirects
     * @param forceRefresh fetches the file again instead of using the provider's cache; slows delivery
     */
    record Media(String url, @Nullable String thumbnailUrl, MediaHeight height, boolean forceRefresh) {}

    enum Orientation {
        VERTICAL,
        HORIZONTAL
    }

    enum Alignment {
        LEFT,
        RIGHT
    }

    /** 120 and 232 density-independent pixels. */
    enum CardWidth {
        SMALL,
        MEDIUM
    }

    /** 112, 168 and 264 density-independent pixels; TALL does not fit a SMALL card. */
    enum MediaHeight {
        SHORT,
        MEDIUM,
        TALL
    }
}
