package io.rcsplatform.campaign.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.rcsplatform.campaign.account.ConfiguredAccounts;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.test.TestCallers;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(SenderController.class)
class SenderControllerTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));

    @Autowired
    MockMvcTester http;

    @MockitoBean
    SenderRows rows;

    @MockitoBean
    ConfiguredAccounts accounts;

    @BeforeEach
    void anAccountForRcs() {
        when(accounts.channel(any())).thenReturn(Optional.empty());
        when(accounts.channel("demo-rcs")).thenReturn(Optional.of(Channel.RCS));
    }

    @Test
    void listsAllThatIsWrongWithASender() {
        var answer = post(Scopes.ADMIN, """
                {"name": " ", "channel": "sms", "provider_account": "demo-rcs", "address": "", "rate_per_second": 10001}
                """);

        assertThat(answer).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(answer).bodyJson().extractingPath("$.errors").asArray().hasSize(4);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errors[*].code")
                .asArray()
                .containsExactlyInAnyOrder("required", "wrong_channel", "required", "out_of_bounds");
        verify(rows, never()).save(any());
    }

    @Test
    void aSenderNeedsEverythingButAnAddress() {
        assertThat(post(Scopes.ADMIN, "{}"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactlyInAnyOrder("/name", "/channel", "/provider_account", "/rate_per_second");
    }

    @Test
    void theAccountMustBeConfigured() {
        assertThat(post(Scopes.ADMIN, """
                {"name": "Brand", "channel": "rcs", "provider_account": "elsewhere", "rate_per_second": 1}
                """))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyJson()
                .extractingPath("$.errors[0].code")
                .isEqualTo("unknown_account");
    }

    @Test
    void aFieldThatIsNotKnownIsRefused() {
        assertThat(post(Scopes.ADMIN, "{\"name\": \"Brand\", \"speed\": 3}"))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("unknown_field");
    }

    @Test
    void onlyAdminsChangeSenders() {
        assertThat(post(Scopes.CAMPAIGNS_WRITE, "{}")).hasStatus(HttpStatus.FORBIDDEN);
    }

    private MvcTestResult post(String scope, String json) {
        return http.post()
                .uri("/v1/senders")
                .header(IdentityTokens.HEADER, TestCallers.token(TENANT, scope))
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }
}
