package io.rcsplatform.campaign.tenant;

import static io.rcsplatform.campaign.whole.Api.assertNotFound;
import static io.rcsplatform.campaign.whole.Api.text;
import static io.rcsplatform.campaign.whole.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.whole.Api;
import io.rcsplatform.campaign.whole.OnWholeService;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Scopes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
        assertThat(api.post(tenant, "/internal/tenants/verify", "{\"id\": \"" + tenant + "\"}"))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void aKeyIsKnownByItsIdAsWellUntilItIsRevoked() {
        var id = text(api.post(tenant, "/v1/api_keys", READER), "$.id");

        assertThat(text(verifyId(id), "$.tenant_id")).isEqualTo(tenant.toString());
        api.delete(tenant, "/v1/api_keys/" + id);
        assertNotFound(verifyId(id));
    }

    @Test
    void aRotatedKeyGoesOnUntilTheOverlapIsOver() {
        var old = api.post(tenant, "/v1/api_keys", READER);
        var path = "/v1/api_keys/" + text(old, "$.id") + "/rotate";

        var next = api.post(tenant, path, "{\"overlap_s\": 3600}");

        assertThat(next).hasStatus(HttpStatus.CREATED);
        assertThat(text(next, "$.name")).isEqualTo("Reports");
        assertThat(texts(verify(text(next, "$.secret")), "$.scopes")).containsExactly("campaigns:read");
        assertThat(verify(text(old, "$.secret"))).hasStatusOk();
        assertThat(api.post(tenant, path, "{\"overlap_s\": 0}")).hasStatus(HttpStatus.CREATED);
        assertNotFound(verify(text(old, "$.secret")));
        assertNotFound(verifyId(text(old, "$.id")));
        assertNotFound(api.post(tenant, path, "{}"));
        assertNotFound(api.post(api.tenant(), "/v1/api_keys/" + text(next, "$.id") + "/rotate", "{}"));
    }

    @Test
    void nobodyGetsAKeyAboveThemByRotatingOne() {
        var above = api.postAs(
                tenant, Scopes.PLATFORM, "/v1/api_keys", "{\"name\": \"Operator\", \"scopes\": [\"platform\"]}");

        assertThat(api.post(tenant, "/v1/api_keys/" + text(above, "$.id") + "/rotate", "{}"))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(verify(text(above, "$.secret"))).hasStatusOk();
    }

    @Test
    void aRotatedKeyDoesNotOutliveWhatItWasMeantTo() {
        var ends = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
        var old = api.post(tenant, "/v1/api_keys", """
                {"name": "Short", "scopes": ["campaigns:read"], "expires_at": "%s"}
                """.formatted(ends));

        api.post(tenant, "/v1/api_keys/" + text(old, "$.id") + "/rotate", "{\"overlap_s\": 3600}");

        assertThat(Instant.parse(text(old, "$.expires_at"))).isEqualTo(ends);
        assertThat(jdbc.sql("select max(expires_at) <= ? from api_key where tenant_id = ? and id = ?")
                        .params(
                                ends.atOffset(ZoneOffset.UTC),
                                tenant.value(),
                                ApiKeyId.parse(text(old, "$.id")).value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void anExpiredKeyIsNobodys() {
        var made = api.post(tenant, "/v1/api_keys", READER);
        jdbc.sql("update api_key set expires_at = now() where tenant_id = ?")
                .param(tenant.value())
                .update();

        assertNotFound(verify(text(made, "$.secret")));
        assertThat(texts(api.get(tenant, "/v1/api_keys"), "$.data[*].id")).isEmpty();
        assertThat(api.post(tenant, "/v1/api_keys", """
                {"name": "Late", "scopes": ["campaigns:read"], "expires_at": "2020-01-01T00:00:00Z"}
                """)).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void whatMayBeAskedInASecondTravelsWithTheKeyAndChangesAtRunTime() {
        var secret = text(api.post(tenant, "/v1/api_keys", """
                        {"name": "Slow", "scopes": ["campaigns:read"],
                         "limits": {"reads_per_second": 5, "writes_per_second": 2, "sends_per_second": 1}}
                        """), "$.secret");
        assertThat(verify(secret)).bodyJson().isLenientlyEqualTo("""
                {"limits": {"reads_per_second": 500}, "key_limits": {"reads_per_second": 5, "sends_per_second": 1}}
                """);

        put("/v1/plans/large", """
                {"reads_per_second": 9000, "writes_per_second": 900, "sends_per_second": 90}
                """);
        put("/v1/tenants/" + tenant + "/plan", "{\"plan\": \"large\"}");

        assertThat(verify(secret)).bodyJson().isLenientlyEqualTo("""
                {"limits": {"reads_per_second": 9000, "writes_per_second": 900, "sends_per_second": 90}}
                """);
        assertThat(api.get(tenant, "/v1/limits")).bodyJson().isLenientlyEqualTo("""
                {"name": "large", "limits": {"writes_per_second": 900}}
                """);
        assertThat(api.postAs(tenant, Scopes.INTERNAL, "/internal/tenants/verify", "{\"id\": \"" + tenant + "\"}"))
                .bodyJson()
                .isLenientlyEqualTo("{\"key_id\": null, \"scopes\": [], \"limits\": {\"sends_per_second\": 90}}");
    }

    @Test
    void onlyTheOperatorChangesPlans() {
        var plan = "{\"reads_per_second\": 1, \"writes_per_second\": 1, \"sends_per_second\": 1}";

        assertThat(api.put(tenant, "/v1/plans/mine", plan)).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(api.putAs(tenant, Scopes.PLATFORM, "/v1/plans/mine", "{\"reads_per_second\": 0}"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(api.putAs(tenant, Scopes.PLATFORM, "/v1/tenants/" + tenant + "/plan", "{\"plan\": \"none\"}"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
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
        assertThat(api.postAs(tenant, Scopes.CAMPAIGNS_WRITE, "/v1/tenants", "{\"name\": \"Acme\"}"))
                .hasStatus(HttpStatus.FORBIDDEN);
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

    private void put(String path, String json) {
        assertThat(api.putAs(tenant, Scopes.PLATFORM, path, json)).hasStatusOk();
    }

    private MvcTestResult verifyId(String id) {
        return api.postAs(tenant, Scopes.INTERNAL, "/internal/api_keys/verify", "{\"id\": \"" + id + "\"}");
    }

    private MvcTestResult verify(String key) {
        return api.postAs(tenant, Scopes.INTERNAL, "/internal/api_keys/verify", "{\"key\": \"" + key + "\"}");
    }
}
