package io.rcsplatform.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.content.Suggestion.Application;
import io.rcsplatform.domain.content.Suggestion.OpenUrl;
import io.rcsplatform.domain.content.Violation;
import io.rcsplatform.domain.template.Variable;
import io.rcsplatform.platform.web.ApiProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateContentTest {
    private static final Variable FIRST_NAME = new Variable("first_name", "you");

    @Test
    void acceptsDeclaredVariablesAndThoseThatEveryMessageHas() {
        var content = new TemplateContent(
                text("Hi {{first_name}}, {{message_id}}"),
                sms("Hi {{ first_name }} {{campaign_id}}"),
                List.of(FIRST_NAME));

        assertThatCode(() -> check(content)).doesNotThrowAnyException();
        assertThat(content.usedVariables()).containsExactly("first_name");
    }

    @Test
    void aTemplateSaysSomethingOnAtLeastOneChannel() {
        assertThat(violations(new TemplateContent(null, null, List.of())))
                .extracting(Violation::code)
                .containsExactly("required");
    }

    @Test
    void namesEveryVariableThatIsNotDeclaredAtItsPlace() {
        var chip = new OpenUrl("{{label}}", "p", "https://example.com/{{path}}", Application.BROWSER);
        var content =
                new TemplateContent(new Text("Hi {{name}}", List.of(chip)), sms("Hi {{name}}"), List.of(FIRST_NAME));

        assertThat(violations(content))
                .extracting(Violation::pointer, Violation::code)
                .containsExactlyInAnyOrder(
                        tuple("/rcs/text", "unknown_variable"),
                        tuple("/rcs/suggestions/0/text", "unknown_variable"),
                        tuple("/rcs/suggestions/0/url", "unknown_variable"),
                        tuple("/sms/text", "unknown_variable"));
    }

    @Test
    void bracesThatMakeNoVariableWouldBeSentAsTheyAre() {
        assertThat(violations(new TemplateContent(text("Hi {{First Name}}"), null, List.of())))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/rcs/text", "malformed_variable"));
    }

    @Test
    void declaresEachVariableOnceAndNoneThatEveryMessageHas() {
        var variables = List.of(FIRST_NAME, FIRST_NAME, new Variable("message_id", null), new Variable("A B", null));

        assertThat(violations(new TemplateContent(text("Hi"), null, variables)))
                .extracting(Violation::pointer, Violation::code)
                .containsExactlyInAnyOrder(
                        tuple("/variables/1/name", "duplicate"),
                        tuple("/variables/2/name", "reserved"),
                        tuple("/variables/3/name", "invalid_name"));
    }

    @Test
    void limitsOfTheContentHoldOnBothChannels() {
        assertThat(violations(new TemplateContent(text("x".repeat(3073)), sms("x".repeat(1531)), List.of())))
                .extracting(Violation::pointer, Violation::code)
                .containsExactlyInAnyOrder(tuple("/rcs/text", "too_long"), tuple("/sms/text", "too_long"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://2130706433/a.png",
                "https://[::ffff:10.0.0.1]/a.png",
                "https://user:word@example.com/a.png",
                "https://intranet/{{first_name}}"
            })
    void aUrlThatOnlyWeCouldReachIsRefusedAtItsPlace(String url) {
        var chip = new OpenUrl("Go", "p", url, Application.BROWSER);

        assertThat(violations(new TemplateContent(new Text("Hi", List.of(chip)), null, List.of(FIRST_NAME))))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/rcs/suggestions/0/url", "url_not_public"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com/{{first_name}}", "https://{{first_name}}.example.com/", "{{first_name}}"})
    void aUrlMayHoldVariables(String url) {
        var chip = new OpenUrl("Go", "p", url, Application.BROWSER);
        var content = new TemplateContent(new Text("Hi", List.of(chip)), null, List.of(FIRST_NAME));

        assertThatCode(() -> check(content)).doesNotThrowAnyException();
    }

    private static List<Violation> violations(TemplateContent content) {
        var refusal = new java.util.concurrent.atomic.AtomicReference<@Nullable ApiProblem>();
        assertThatThrownBy(() -> check(content)).isInstanceOfSatisfying(ApiProblem.class, refusal::set);
        var problem = refusal.get();
        return problem == null ? List.of() : problem.violations();
    }

    private static void check(TemplateContent content) {
        var check = new RequestCheck();
        content.check(check);
        check.done();
    }

    private static RcsContent text(String text) {
        return new Text(text, List.of());
    }

    private static SmsText sms(String text) {
        return new SmsText(text, null);
    }
}
