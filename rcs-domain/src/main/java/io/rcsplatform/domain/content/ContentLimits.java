package io.rcsplatform.domain.content;

/**
 * How much of each thing a provider takes. Lengths are in characters.
 *
 * @param freeForm false where the provider only sends templates that it holds itself
 * @param providerTemplates false where the provider holds no templates
 * @param suggestionsPerCard Google's guide says 4 and its client says 10; 4 is safe
 */
public record ContentLimits(
        boolean freeForm,
        boolean providerTemplates,
        int text,
        int cardTitle,
        int cardDescription,
        int suggestionsPerMessage,
        int suggestionsPerCard,
        int suggestionText,
        int postbackData,
        int url,
        int minCards,
        int maxCards,
        int calendarTitle,
        int calendarDescription) {

    /** Google RCS for Business, guides of 2026. */
    public static final ContentLimits GOOGLE =
            new ContentLimits(true, true, 3072, 200, 2000, 11, 4, 25, 2048, 2048, 2, 10, 100, 500);

    public ContentLimits withText(int characters) {
        return new ContentLimits(
                freeForm,
                providerTemplates,
                characters,
                cardTitle,
                cardDescription,
                suggestionsPerMessage,
                suggestionsPerCard,
                suggestionText,
                postbackData,
                url,
                minCards,
                maxCards,
                calendarTitle,
                calendarDescription);
    }

    public ContentLimits withPostbackData(int characters) {
        return new ContentLimits(
                freeForm,
                providerTemplates,
                text,
                cardTitle,
                cardDescription,
                suggestionsPerMessage,
                suggestionsPerCard,
                suggestionText,
                characters,
                url,
                minCards,
                maxCards,
                calendarTitle,
                calendarDescription);
    }

    public ContentLimits providerTemplatesOnly() {
        return new ContentLimits(
                false,
                true,
                text,
                cardTitle,
                cardDescription,
                suggestionsPerMessage,
                suggestionsPerCard,
                suggestionText,
                postbackData,
                url,
                minCards,
                maxCards,
                calendarTitle,
                calendarDescription);
    }

    public ContentLimits withoutProviderTemplates() {
        return new ContentLimits(
                freeForm,
                false,
                text,
                cardTitle,
                cardDescription,
                suggestionsPerMessage,
                suggestionsPerCard,
                suggestionText,
                postbackData,
                url,
                minCards,
                maxCards,
                calendarTitle,
                calendarDescription);
    }
}
