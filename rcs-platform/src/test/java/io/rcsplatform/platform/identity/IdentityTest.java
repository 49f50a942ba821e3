package io.rcsplatform.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.test.TestCallers;
import io.rcsplatform.platform.web.WebSlice;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebSlice
class IdentityTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));

    @Autowired
    MockMvcTester http;

    @ParameterizedTest
    @ValueSource(strings = {"/whoami", "/platform", "/internal", "/nothing"})
    void refusesRequestsWithoutAnIdentity(String path) {
        assertThat(http.get().uri(path).exchange())
                .hasStatus(HttpStatus.UNAUTHORIZED)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("unauthenticated");
    }

    @Test
    void refusesAnIdentityThatIsNotSigned() {
        var token = TestCallers.token(TENANT, "admin");

        assertThat(whoami(token.substring(0, token.lastIndexOf('.') + 1))).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(whoami("nonsense")).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void handsTheCallerToTheHandler() {
        var caller = assertThat(whoami(TestCallers.token(TENANT, "campaigns:read")))
                .hasStatusOk()
                .bodyJson();

        caller.extractingPath("$.tenant").isEqualTo(TENANT.toString());
        caller.extractingPath("$.scopes").asArray().containsExactly("campaigns:read");
    }

    @Test
    void doesNotAskForAnIdentityWhereAHandlerIsOpen() {
        assertThat(http.get().uri("/open").exchange()).hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource({
        "admin,           /whoami,   200",
        "audiences:read,  /whoami,   200",
        "campaigns:write, /whoami,   403",
        "admin,           /platform, 403",
        "platform,        /platform, 200",
        "platform,        /whoami,   403",
        "admin,           /internal, 403",
        "platform,        /internal, 403",
        "internal,        /internal, 200",
        "internal,        /whoami,   403"
    })
    void grantsWhatTheScopesSay(String scope, String path, int status) {
        var answer = http.get()
                .uri(path)
                .header(IdentityTokens.HEADER, TestCallers.token(TENANT, scope))
                .exchange();

        assertThat(answer).hasStatus(status);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult whoami(String token) {
        return http.get().uri("/whoami").header(IdentityTokens.HEADER, token).exchange();
    }
}
