package io.rcsplatform.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rcsplatform.domain.content.RcsContent.Alignment;
import io.rcsplatform.domain.content.RcsContent.Card;
import io.rcsplatform.domain.content.RcsContent.CardWidth;
import io.rcsplatform.domain.content.RcsContent.Carousel;
import io.rcsplatform.domain.content.RcsContent.Media;
import io.rcsplatform.domain.content.RcsContent.MediaHeight;
import io.rcsplatform.domain.content.RcsContent.Orientation;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.content.RcsContent.RichCard;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.content.Suggestion.Application;
import io.rcsplatform.domain.content.Suggestion.OpenUrl;
import io.rcsplatform.domain.content.Suggestion.Reply;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentCheckTest {
    private static final Media PICTURE = new Media("https://cdn.example.com/a.png", null, MediaHeight.MEDIUM, false);
    private static final Reply YES = new Reply("Yes", "yes");

    @Test
    void acceptsARichCardWithinItsLimits() {
        assertThat(check(vertical(card("Title", "Hi {{first_name}}", YES)))).isEmpty();
    }

    @Test
    void listsEverythingThatIsWrongWithItsPlace() {
        var card = new Card(
                "t".repeat(201),
                "d".repeat(2001),
                new Media("not a url", null, MediaHeight.SHORT, false),
                List.of(new Reply("r".repeat(26), "p".repeat(2049)), YES, YES, YES, YES));

        assertThat(check(vertical(card)))
                .extracting(Violation::pointer, Violation::code)
                .containsExactlyInAnyOrder(
                        tuple("/rcs/card/title", "too_long"),
                        tuple("/rcs/card/description", "too_long"),
                        tuple("/rcs/card/media/url", "invalid_url"),
                        tuple("/rcs/card/suggestions", "too_many"),
                        tuple("/rcs/card/suggestions/0/text", "too_long"),
                        tuple("/rcs/card/suggestions/0/postback_data", "too_long"));
    }

    @Test
    void aVariableDoesNotCountTowardsALength() {
        var text = new Text("x".repeat(3072) + "{{first_name}}", List.of());

        assertThat(check(text)).isEmpty();
    }

    @Test
    void anEmptyCardIsRefused() {
        assertThat(codes(vertical(new Card(null, null, null, List.of(YES))))).containsExactly("required");
    }

    @Test
    void aCarouselHasTwoToTenCards() {
        var card = card("Title", null);

        assertThat(codes(new Carousel(CardWidth.MEDIUM, List.of(card), List.of())))
                .containsExactly("out_of_bounds");
        assertThat(codes(new Carousel(CardWidth.MEDIUM, Collections.nCopies(10, card), List.of())))
                .isEmpty();
        assertThat(codes(new Carousel(CardWidth.MEDIUM, Collections.nCopies(11, card), List.of())))
                .containsExactly("out_of_bounds");
    }

    @Test
    void tallMediaDoesNotFitASmallCard() {
        var tall = new Card("T", null, new Media("https://x.example/a.png", null, MediaHeight.TALL, false), List.of());

        assertThat(codes(new Carousel(CardWidth.SMALL, List.of(tall, tall), List.of())))
                .containsExactly("not_allowed", "not_allowed");
    }

    @Test
    void onlyAHorizontalCardAlignsItsThumbnail() {
        assertThat(codes(new RichCard(Orientation.VERTICAL, Alignment.LEFT, card("T", null), List.of())))
                .containsExactly("not_allowed");
        assertThat(codes(new RichCard(
                        Orientation.HORIZONTAL, Alignment.LEFT, new Card(null, null, PICTURE, List.of()), List.of())))
                .containsExactly("required");
    }

    @Test
    void anAddressMayBeAVariableOrHoldOne() {
        assertThat(codes(new Text("t", List.of(open("{{link}}"), open("https://shop.example/{{code}}")))))
                .isEmpty();
        assertThat(codes(new Text("t", List.of(open("ftp://shop.example/"))))).containsExactly("invalid_url");
    }

    @Test
    void anAccountWithoutFreeFormTakesProviderTemplatesOnly() {
        var limits = ContentLimits.GOOGLE.providerTemplatesOnly();

        assertThat(ContentCheck.violations(new Text("t", List.of()), limits, "/rcs"))
                .extracting(Violation::code)
                .containsExactly("content_not_supported");
        assertThat(ContentCheck.violations(new ProviderTemplate("welcome", Map.of()), limits, "/rcs"))
                .isEmpty();
    }

    @Test
    void anAccountWithoutProviderTemplatesTakesFreeFormOnly() {
        var limits = ContentLimits.GOOGLE.withoutProviderTemplates();

        assertThat(ContentCheck.violations(new ProviderTemplate("welcome", Map.of()), limits, "/rcs"))
                .extracting(Violation::code, Violation::pointer)
                .containsExactly(tuple("content_not_supported", "/rcs/type"));
        assertThat(ContentCheck.violations(new Text("t", List.of()), limits, "/rcs"))
                .isEmpty();
    }

    @Test
    void findsTheVariablesOfAllTexts() {
        var rich = new RichCard(
                Orientation.VERTICAL,
                null,
                new Card("{{a}}", "{{b}}", PICTURE, List.of(open("https://x.example/{{c}}"))),
                List.of(new Reply("{{a}}", "{{d}}")));

        assertThat(ContentText.variables(rich)).containsExactly("a", "b", "c", "d");
        assertThat(ContentText.of(rich, "/rcs"))
                .contains(new ContentText("/rcs/card/suggestions/0/url", "https://x.example/{{c}}"));
    }

    private static OpenUrl open(String url) {
        return new OpenUrl("Open", "open", url, Application.BROWSER);
    }

    private static Card card(String title, @Nullable String description, Suggestion... suggestions) {
        return new Card(title, description, PICTURE, List.of(suggestions));
    }

    private static RichCard vertical(Card card) {
        return new RichCard(Orientation.VERTICAL, null, card, List.of());
    }

    private static List<Violation> check(MessageContent content) {
        return ContentCheck.violations(content, ContentLimits.GOOGLE, "/rcs");
    }

    private static List<String> codes(MessageContent content) {
        return check(content).stream().map(Violation::code).toList();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }
}
