package io.rcsplatform.campaign.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.test.TestCallers;
import io.rcsplatform.platform.web.ClientAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The service's API, as tests call it. Each tenant is new, so that no test sees another's. */
public class Api {
    public static final String ADDRESS = "203.0.113.7";

    private final MockMvcTester mvc;
    private final JdbcClient jdbc;
    private final Ids ids;

    Api(MockMvcTester mvc, JdbcClient jdbc, Ids ids) {
        this.mvc = mvc;
        this.jdbc = jdbc;
        this.ids = ids;
    }

    public TenantId tenant() {
        var id = ids.draw();
        jdbc.sql("insert into tenant (id, name, created_at) values (?, 'Tenant', now())")
                .param(id)
                .update();
        return new TenantId(id);
    }

    public MvcTestResult get(TenantId tenant, String path) {
        return call(HttpMethod.GET, tenant, path, MediaType.APPLICATION_JSON, "");
    }

    /** As another service asks. */
    public MvcTestResult getAsFleet(String path) {
        return call(HttpMethod.GET, TestCallers.token(Caller.internal()), path, MediaType.APPLICATION_JSON, "");
    }

    public MvcTestResult post(TenantId tenant, String path, String json) {
        return call(HttpMethod.POST, tenant, path, MediaType.APPLICATION_JSON, json);
    }

    public MvcTestResult patch(TenantId tenant, String path, String json) {
        return call(HttpMethod.PATCH, tenant, path, MediaType.APPLICATION_JSON, json);
    }

    public MvcTestResult put(TenantId tenant, String path) {
        return call(HttpMethod.PUT, tenant, path, MediaType.APPLICATION_JSON, "");
    }

    public MvcTestResult delete(TenantId tenant, String path) {
        return call(HttpMethod.DELETE, tenant, path, MediaType.APPLICATION_JSON, "");
    }

    /** Under a key of its own. */
    public MvcTestResult upload(TenantId tenant, String path, String csv) {
        return uploadOnce(tenant, ids.draw().toString(), path, csv);
    }

    public MvcTestResult uploadOnce(TenantId tenant, String key, String path, String csv) {
        return mvc.post()
                .uri(URI.create(path))
                .header(IdentityTokens.HEADER, TestCallers.token(tenant, Scopes.ADMIN))
                .header("Idempotency-Key", key)
                .contentType(new MediaType("text", "csv"))
                .content(csv.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    public MvcTestResult uploadWithoutKey(TenantId tenant, String csv) {
        return call(HttpMethod.POST, tenant, "/v1/imports", new MediaType("text", "csv"), csv);
    }

    public MvcTestResult getWith(String token, String path) {
        return call(HttpMethod.GET, token, path, MediaType.APPLICATION_JSON, "");
    }

    /** With scopes of the caller's own, instead of all that a tenant can have. */
    public MvcTestResult postAs(TenantId tenant, String scope, String path, String json) {
        return call(HttpMethod.POST, TestCallers.token(tenant, scope), path, MediaType.APPLICATION_JSON, json);
    }

    public MvcTestResult put(TenantId tenant, String path, String json) {
        return call(HttpMethod.PUT, tenant, path, MediaType.APPLICATION_JSON, json);
    }

    public MvcTestResult putAs(TenantId tenant, String scope, String path, String json) {
        return call(HttpMethod.PUT, TestCallers.token(tenant, scope), path, MediaType.APPLICATION_JSON, json);
    }

    public MvcTestResult postWith(String token, String path, String json) {
        return call(HttpMethod.POST, token, path, MediaType.APPLICATION_JSON, json);
    }

    public MvcTestResult postOnce(TenantId tenant, String scope, String key, String path, String json) {
        return mvc.post()
                .uri(URI.create(path))
                .header(IdentityTokens.HEADER, TestCallers.token(tenant, scope))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(json.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    /** The id of what was just made. */
    public static String id(MvcTestResult created) {
        assertThat(created).hasStatus2xxSuccessful();
        return text(created, "$.id");
    }

    public static String text(MvcTestResult answer, String path) {
        return JsonPath.read(body(answer), path);
    }

    public static List<String> texts(MvcTestResult answer, String path) {
        return JsonPath.read(body(answer), path);
    }

    public static Map<String, Object> object(MvcTestResult answer) {
        return JsonPath.read(body(answer), "$");
    }

    public static List<Map<String, Object>> data(MvcTestResult page) {
        return JsonPath.read(body(page), "$.data");
    }

    public static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    public static void assertNotFound(MvcTestResult answer) {
        assertThat(answer).hasStatus(HttpStatus.NOT_FOUND);
    }

    private MvcTestResult call(HttpMethod method, TenantId tenant, String path, MediaType type, String body) {
        return call(method, TestCallers.token(tenant, Scopes.ADMIN), path, type, body);
    }

    private MvcTestResult call(HttpMethod method, String token, String path, MediaType type, String body) {
        return mvc.method(method)
                .uri(URI.create(path))
                .header(IdentityTokens.HEADER, token)
                .header(ClientAddress.HEADER, ADDRESS)
                .contentType(type)
                .content(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }
}
