package io.rcsplatform.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.test.TestCallers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(TemplateController.class)
class TemplateControllerTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));

    @Autowired
    MockMvcTester http;

    @MockitoBean
    Templates templates;

    @Test
    void listsWhatIsWrongInNameContentAndVariablesAtOnce() {
        assertThat(post("""
                {"name": "",
                 "rcs": {"type": "carousel", "width": "small", "cards": [{"title": "{{nope}}", "media": {"url": "x"}}]},
                 "sms": {"text": ""},
                 "variables": [null, {"name": "ok", "default": 1}]}
                """))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactlyInAnyOrder(
                        "/name",
                        "/variables/0/name",
                        "/rcs/cards",
                        "/rcs/cards/0/media/url",
                        "/rcs/cards/0/title",
                        "/sms/text");
    }

    @Test
    void aContentOfNoKnownTypeIsRefusedAtItsPlace() {
        assertThat(post("{\"name\": \"T\", \"rcs\": {\"type\": \"hologram\"}}"))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("unknown_type");
    }

    @Test
    void aChipWithoutWhatItNeedsIsRefusedAtItsPlace() {
        assertThat(post("""
                {"name": "T",
                 "rcs": {"type": "text", "text": "Hi", "suggestions": [{"type": "open_url", "text": "Go", "postback_data": "g"}]}}
                """))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/rcs/suggestions/0/url");
    }

    private MvcTestResult post(String json) {
        return http.post()
                .uri("/v1/templates")
                .header(IdentityTokens.HEADER, TestCallers.token(TENANT, Scopes.CAMPAIGNS_WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }
}
