package io.rcsplatform.domain.content;

/**
 * How much a provider takes. Lengths are in characters. What holds for all of them is from Google's guides of 2026, which the others
 * follow.
 *
 * @param freeForm false where the provider only sends templates that it holds itself
 * @param providerTemplates false where the provider holds no templates
 * @param text of a text message
 */
public record ContentLimits(boolean freeForm, boolean providerTemplates, int text, int postbackData) {
    public static final ContentLimits GOOGLE = new ContentLimits(true, true, 3072, 2048);

    static final int CARD_TITLE = 200;
    static final int CARD_DESCRIPTION = 2000;
    static final int MIN_CARDS = 2;
    static final int MAX_CARDS = 10;
    static final int SUGGESTIONS_PER_MESSAGE = 11;
    /** Google's guide says 4 and its client says 10; 4 is safe. */
    static final int SUGGESTIONS_PER_CARD = 4;

    static final int SUGGESTION_TEXT = 25;
    static final int URL = 2048;
    static final int CALENDAR_TITLE = 100;
    static final int CALENDAR_DESCRIPTION = 500;

    public ContentLimits withText(int characters) {
        return new ContentLimits(freeForm, providerTemplates, characters, postbackData);
    }

    public ContentLimits withPostbackData(int characters) {
        return new ContentLimits(freeForm, providerTemplates, text, characters);
    }

    public ContentLimits providerTemplatesOnly() {
        return new ContentLimits(false, true, text, postbackData);
    }

    public ContentLimits withoutProviderTemplates() {
        return new ContentLimits(freeForm, false, text, postbackData);
    }
}
