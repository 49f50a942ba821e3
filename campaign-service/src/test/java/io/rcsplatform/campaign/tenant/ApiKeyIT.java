package io.rcsplatform.campaign.tenant;

import static io.rcsplatform.campaign.whole.Api.assertNotFound;
import static io.rcsplatform.campaign.whole.Api.text;
import static io.rcsplatform.campaign.whole.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.whole.Api;
import io.rcsplatform.campaign.whole.OnWholeService;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Scopes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@OnWholeService
class ApiKeyIT {
    private static final String READER = "{\"name\": \"Reports\", \"scopes\": [\"campaigns:read\"]}";

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    BootstrapApiKey bootstrap;

    TenantId tenant;

    @BeforeEach
    void aTenant() {
        tenant = api.tenant();
    }

    @Test
    void aNewKeyIsShownOnceAndRecognised() {
        var created = api.post(tenant, "/v1/api_keys", READER);

        assertThat(created).hasStatus(HttpStatus.CREATED);
        var secret = text(created, "$.secret");
        assertThat(secret).matches("rcs_live_[0-9A-Za-z]{32}");
        assertThat(verify(secret)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"tenant_id": "%s", "key_id": "%s", "scopes": ["campaigns:read"]}
                """.formatted(
                        tenant, text(created, "$.id")));
        assertThat(Api.body(api.get(tenant, "/v1/api_keys")))
                .contains("Reports")
                .doesNotContain(secret);
    }

    @Test
    void onlyTheHashIsKept() {
        var secret = text(api.post(tenant, "/v1/api_keys", READER), "$.secret");

        var row = jdbc.sql("select api_key::text as row, hash from api_key where tenant_id = ?")
                .param(tenant.value())
                .query((r, _) ->
                        List.of(r.getString("row"), new String(r.getBytes("hash"), StandardCharsets.ISO_8859_1)))
                .single();
        assertThat(row).noneSatisfy(stored -> assertThat(stored).contains(secret));
        assertThat(row.getFirst()).doesNotContain(secret.substring(secret.length() - 10));
    }

    @Test
    void aKeyThatIsWrongOrRevokedIsNobodys() {
        var created = api.post(tenant, "/v1/api_keys", READER);
        var secret = text(created, "$.secret");

        assertNotFound(verify("rcs_live_00000000000000000000000000000000"));
        assertNotFound(verify(""));
        assertNotFound(verify(secret.substring(1)));
        assertThat(api.delete(tenant, "/v1/api_keys/" + text(created, "$.id"))).hasStatus(HttpStatus.NO_CONTENT);
        assertNotFound(verify(secret));
        assertNotFound(api.delete(tenant, "/v1/api_keys/" + text(created, "$.id")));
        assertThat(texts(api.get(tenant, "/v1/api_keys"), "$.data[*].id")).isEmpty();
    }

    @Test
    void onlyTheFleetItselfAsksWhoseAKeyIs() {
        assertThat(api.post(tenant, "/internal/api_keys/verify", "{\"key\": \"x\"}"))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void nobodyGrantsWhatIsAboveThem() {
        var refused = api.post(tenant, "/v1/api_keys", """
                {"name": "", "scopes": ["platform", "internal", "admin"], "tenant_id": "%s"}
                """.formatted(api.tenant()));

        assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(texts(refused, "$.errors[*].pointer"))
                .containsExactlyInAnyOrder("/name", "/scopes/0", "/scopes/1", "/tenant_id");
        assertThat(api.postAs(tenant, Scopes.CAMPAIGNS_WRITE, "/v1/api_keys", READER))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void theOperatorMakesTenantsAndTheirFirstKeys() {
        var created = api.postAs(tenant, Scopes.PLATFORM, "/v1/tenants", "{\"name\": \" Acme \"}");
        assertThat(created).hasStatus(HttpStatus.CREATED);
        assertThat(text(created, "$.name")).isEqualTo("Acme");

        var key = api.postAs(tenant, Scopes.PLATFORM, "/v1/api_keys", """
                {"name": "First", "scopes": ["admin"], "tenant_id": "%s"}
                """.formatted(text(created, "$.id")));

        assertThat(text(verify(text(key, "$.secret")), "$.tenant_id")).isEqualTo(text(created, "$.id"));
        assertThat(api.post(tenant, "/v1/tenants", "{\"name\": \"Acme\"}")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(api.postAs(tenant, Scopes.PLATFORM, "/v1/api_keys", """
                {"name": "First", "scopes": ["admin"], "tenant_id": "tnt_00000000000000000000000000"}
                """))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void theBootstrapKeyIsMadeOnceHoweverOftenServicesStart() {
        bootstrap.run(new DefaultApplicationArguments());
        bootstrap.run(new DefaultApplicationArguments());

        var owner = verify(OnWholeService.BOOTSTRAP_KEY);
        assertThat(texts(owner, "$.scopes"))
                .contains(Scopes.PLATFORM, Scopes.ADMIN, Scopes.CAMPAIGNS_LAUNCH, Scopes.AUDIENCES_WRITE);
        assertThat(jdbc.sql("select count(*) from api_key where name = 'bootstrap'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from tenant where name = 'demo'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private MvcTestResult verify(String key) {
        return api.postAs(tenant, Scopes.INTERNAL, "/internal/api_keys/verify", "{\"key\": \"" + key + "\"}");
    }
}
