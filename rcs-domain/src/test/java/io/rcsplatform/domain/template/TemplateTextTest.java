package io.rcsplatform.domain.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTextTest {
    @Test
    void fillsInEveryVariable() {
        var text = TemplateText.parse("Hi {{first_name}}, {{ code }} is yours, {{first_name}}!");

        assertThat(text.variables()).containsExactly("first_name", "code", "first_name");
        assertThat(text.render(name -> name.equals("code") ? "X1" : "Ana")).isEqualTo("Hi Ana, X1 is yours, Ana!");
    }

    @Test
    void aValueThatLooksLikeAVariableStaysAsItIs() {
        assertThat(TemplateText.parse("{{a}}").render(_ -> "{{b}}")).isEqualTo("{{b}}");
    }

    @Test
    void otherBracesAreText() {
        var text = TemplateText.parse("{{First}} {{}} {single} {{1x}}");

        assertThat(text.variables()).isEmpty();
        assertThat(text.render(_ -> "?")).isEqualTo("{{First}} {{}} {single} {{1x}}");
    }
}
