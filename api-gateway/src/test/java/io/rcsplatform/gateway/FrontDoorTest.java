package io.rcsplatform.gateway;

import static io.rcsplatform.gateway.StandIn.GOOD_KEY;
import static io.rcsplatform.gateway.StandIn.TENANT;
import static io.rcsplatform.gateway.StandIn.WRONG_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import io.rcsplatform.platform.web.ProblemCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway before a stand-in for the services that writes down what reaches it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FrontDoorTest {
    private static final StandIn SERVICES = new StandIn();
    private static final String OPERATORS_KEY = "rcs_test_" + "o".repeat(32);

    /** Takes connections and says nothing. */
    private static final ServerSocket HANGING = hanging();

    private static final TenantId CHILD = new TenantId(new UUID(3, 4));
    private static final String CHILDS_ACCESS = """
            {"tenant_id": "%s", "key_id": null, "scopes": [], "key_limits": null,
             "limits": {"reads_per_second": 7, "writes_per_second": 7, "sends_per_second": 7}}
            """.formatted(CHILD);

    @LocalServerPort
    private int port;

    @Autowired
    IdentityTokens tokens;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("RCS_CAMPAIGN_URL", SERVICES::address);
        registry.add("RCS_WEBHOOK_URL", SERVICES::address);
        registry.add("RCS_FALLBACK_URL", () -> "http://127.0.0.1:" + HANGING.getLocalPort());
        registry.add("RCS_DISPATCH_URL", () -> "http://127.0.0.1:1");
    }

    @AfterAll
    static void stop() throws IOException {
        HANGING.close();
        SERVICES.stop();
    }

    @BeforeEach
    void forget() {
        SERVICES.passed.clear();
    }

    @Test
    void refusesACallerWithoutAKey() throws Exception {
        var answer = send(request("/v1/campaigns").GET());

        assertProblem(answer, 401, "unauthenticated");
        assertThat(SERVICES.passed).isEmpty();
    }

    @Test
    void anAgencysKeyActsForAChild() throws Exception {
        SERVICES.access.put(CHILD.toString(), CHILDS_ACCESS);

        var answer = send(request("/v1/campaigns")
                .header("X-Api-Key", GOOD_KEY)
                .header("Rcs-Tenant", CHILD.toString())
                .GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"reads\";q=7;w=1");
        var passed = SERVICES.passed.take();
        var caller = tokens.verify(String.valueOf(passed.identity())).orElseThrow();
        assertThat(caller).isEqualTo(new Caller(CHILD, TestCallers.API_KEY, Set.of("admin")));
        assertThat(passed.child()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tnt_00000000000000000000000009", "nobody", ""})
    void whoIsNoChildOfTheKeysTenantIsNotFound(String named) throws Exception {
        var answer = send(request("/v1/campaigns")
                .header("X-Api-Key", GOOD_KEY)
                .header("Rcs-Tenant", named)
                .GET());

        assertProblem(answer, 404, "tenant_not_found");
        assertThat(SERVICES.passed).isEmpty();
    }

    @Test
    void refusesAWrongKey() throws Exception {
        var answer =
                send(request("/v1/campaigns").header("X-Api-Key", WRONG_KEY).GET());

        assertProblem(answer, 401, "credential_invalid");
        assertThat(SERVICES.passed).isEmpty();
    }

    @Test
    void passesAKnownCallersIdentityOnInPlaceOfTheKey() throws Exception {
        var answer = send(
                request("/v1/campaigns?limit=2").header("X-Api-Key", GOOD_KEY).GET());

        var passed = SERVICES.passed.take();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(passed.path()).isEqualTo("/v1/campaigns?limit=2");
        assertThat(passed.apiKey()).isNull();
        assertThat(tokens.verify(String.valueOf(passed.identity())))
                .contains(new Caller(TENANT, TestCallers.API_KEY, Set.of("admin")));
    }

    @Test
    void dropsAnIdentityThatTheClientClaims() throws Exception {
        send(request("/v1/campaigns")
                .header("X-Api-Key", GOOD_KEY)
                .header("x-rcs-identity", "forged")
                .GET());
        send(request("/callbacks/gupshup/secret")
                .header("X-Rcs-Identity", "forged")
                .GET());

        assertThat(SERVICES.passed.take().identity()).isNotEqualTo("forged");
        assertThat(SERVICES.passed.take().identity()).isNull();
    }

    @Test
    void tellsWhereTheClientIsAndNotWhereItSaysItIs() throws Exception {
        send(request("/v1/campaigns")
                .header("X-Api-Key", GOOD_KEY)
                .header("X-Rcs-Client-Address", "198.51.100.1")
                .GET());

        assertThat(SERVICES.passed.take().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void noSpellingOfTheIdentityHeaderGetsThrough() throws Exception {
        var answer = raw(
                "GET /v1/campaigns HTTP/1.1",
                "X-Api-Key: " + GOOD_KEY,
                "X-Rcs-Identity: forged",
                "X-RCS-IDENTITY: forged",
                "x-rcs-identity : forged",
                "Connection: close, X-Rcs-Identity");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(SERVICES.passed).isEmpty();

        raw(
                "GET /v1/campaigns HTTP/1.1",
                "X-Api-Key: " + GOOD_KEY,
                "X-Rcs-Identity: forged",
                "X-RCS-IDENTITY: forged",
                "X_Rcs_Identity: forged",
                "Connection: close, X-Rcs-Identity");

        var identity = SERVICES.passed.take().identity();
        assertThat(identity == null || tokens.verify(identity).isPresent()).isTrue();
    }

    /** Where the lengths of a body contradict each other, nothing of it becomes a request of its own behind the door. */
    @Test
    void nothingIsSmuggledInABody() throws Exception {
        raw(
                "POST /v1/campaigns HTTP/1.1",
                "X-Api-Key: " + GOOD_KEY,
                "Content-Length: 60",
                "Transfer-Encoding: chunked",
                "Connection: close",
                "",
                "0",
                "",
                "GET /v1/api_keys HTTP/1.1",
                "X-Rcs-Identity: forged");

        assertThat(SERVICES.passed)
                .allSatisfy(passed -> assertThat(passed.path()).isEqualTo("/v1/campaigns"))
                .allSatisfy(passed -> assertThat(passed.body()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/openapi.json", "/openapi.json"})
    void anybodyMayReadTheDescriptionOfTheWholeApi(String path) throws Exception {
        var answer = send(request(path).GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).contains("/v1/campaigns/{id}/launch", "/v1/messages/{id}");
        assertThat(SERVICES.passed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/index.html",
                "/docs/docs.js",
                "/docs/docs.css",
                "/docs/errors",
                "/docs/errors/rate_limited"
            })
    void pagesToBrowseItRunNoScriptButOurs(String path) throws Exception {
        var answer = send(request(path).GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self';"));
        assertThat(answer.body()).doesNotContain("https://", "http://", "<script>", "onclick");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webjars/swagger-ui/swagger-ui-bundle.js", "/webjars/swagger-ui/swagger-ui.css"})
    void theBrowserIsServedFromHere(String path) throws Exception {
        assertThat(send(request(path).GET()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/", "/swagger-ui/index.html"})
    void leadsToTheBrowser(String path) throws Exception {
        var answer = send(request(path).GET());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/docs/index.html");
    }

    @Test
    void everyErrorHasItsPageWhereItsTypePoints() throws Exception {
        for (var problem : ProblemCatalogue.read().problems()) {
            var page = send(request("/docs/errors/" + problem.code()).GET());

            assertThat(page.statusCode()).as(problem.code()).isEqualTo(200);
            assertThat(page.body()).contains(problem.code(), "<dt>Cause</dt>", "<dt>Fix</dt>");
        }
        assertProblem(send(request("/docs/errors/none_such").GET()), 404, "not_found");
    }

    @Test
    void refusesTwoCredentialsAtOnce() throws Exception {
        var answer = send(request("/v1/campaigns")
                .header("X-Api-Key", GOOD_KEY)
                .header("X-Api-Key", WRONG_KEY)
                .GET());

        assertProblem(answer, 400, "credential_ambiguous");
        assertThat(SERVICES.passed).isEmpty();
    }

    @Test
    void aRevokedKeyIsRefusedWithinTwoSecondsHoweverOftenItIsUsed() throws Exception {
        var key = "rcs_test_" + "r".repeat(32);
        SERVICES.access.put(key, StandIn.access(1_000));
        assertThat(send(request("/v1/campaigns").header("X-Api-Key", key).GET()).statusCode())
                .isEqualTo(200);

        SERVICES.access.remove(key);

        await("the key is refused")
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(2))
                .until(() ->
                        send(request("/v1/campaigns").header("X-Api-Key", key).GET())
                                        .statusCode()
                                == 401);
    }

    @Test
    void namesEveryRequestAndKeepsASaneNameOfTheClient() throws Exception {
        var own = send(request("/v1/campaigns")
                .header("X-Api-Key", GOOD_KEY)
                .header("X-Request-Id", "order-77")
                .GET());
        var drawn = send(request("/v1/campaigns")
                .header("X-Api-Key", GOOD_KEY)
                .header("X-Request-Id", "a b")
                .GET());

        assertThat(SERVICES.passed.take().requestId()).isEqualTo("order-77");
        assertThat(own.headers().allValues("X-Request-Id")).containsExactly("order-77");
        assertThat(drawn.headers().firstValue("X-Request-Id"))
                .get()
                .asString()
                .startsWith("req_")
                .hasSize(30);
    }

    /** Whoever reads a form and writes it anew spells it in another way, and breaks its signature. */
    @Test
    void letsProvidersCallBackWithoutAKeyAndWithEveryByteAsTheySentIt() throws Exception {
        var query = "a=b+c&a=%7e%7E&empty&x=1";
        var form = "response=%5b%7B%22externalId%22%3A%22a+b%22%7D%5D&&again=~*%2A&response=2";

        send(request("/callbacks/gupshup/secret?" + query)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic cHJvdmlkZXI6c2VjcmV0")
                .POST(HttpRequest.BodyPublishers.ofString(form)));

        var passed = SERVICES.passed.take();
        assertThat(passed.body()).isEqualTo(form);
        assertThat(passed.path()).isEqualTo("/callbacks/gupshup/secret?" + query);
        assertThat(passed.authorization()).isEqualTo("Basic cHJvdmlkZXI6c2VjcmV0");
    }

    @Test
    void saysSoWhenAServiceDoesNotAnswer() throws Exception {
        var answer =
                send(request("/v1/messages/msg_1").header("X-Api-Key", GOOD_KEY).GET());

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    /** Which here does not answer, while campaign-service would. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/messages/msg_1",
                "/v1/dead_letters?state=open",
                "/v1/dead_letters/dlt_1",
                "/v1/unmatched_receipts"
            })
    void asksDispatchServiceForWhatItOwns(String path) throws Exception {
        var answer = send(request(path).header("X-Api-Key", GOOD_KEY).GET());

        assertProblem(answer, 503, "unavailable");
        assertThat(SERVICES.passed).isEmpty();
    }

    @Test
    void anUnknownAddressIsAProblemToo() throws Exception {
        assertProblem(send(request("/nowhere").GET()), 401, "unauthenticated");
        assertProblem(send(request("/nowhere").header("X-Api-Key", GOOD_KEY).GET()), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/campaigns/a%00b", "/v1/campaigns/a%2Fb"})
    void whatTheContainerRefusesIsAProblemToo(String path) throws Exception {
        var answer = send(request(path).GET());

        assertProblem(answer, 400, "bad_request");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void tellsOperatorsHowTheFleetIsInTimeThoughAServiceHangs() throws Exception {
        SERVICES.access.put(OPERATORS_KEY, StandIn.access("platform", 1_000));
        SERVICES.on("/internal/status", exchange -> StandIn.answer(exchange, 200, """
                {"ready": false, "reasons": ["rabbit: DOWN"], "version": "1.2", "started_at": "2026-11-27T12:00:00Z", "facts":
                 {"books": {"balanced": true, "campaigns_out_of_balance": 0, "since": null},
                  "queues": [{"name": "rcs.inbound.campaign", "waiting": 7, "consumers": 1}]}}
                """));
        long asked = System.nanoTime();

        var answer = send(
                request("/v1/system/status").header("X-Api-Key", OPERATORS_KEY).GET());

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
        JsonNode status = JsonMapper.shared().readTree(answer.body());
        assertThat(status.path("ready").asBoolean()).as(answer.body()).isFalse();
        assertThat(status.path("services"))
                .extracting(
                        service -> service.path("name").asString(),
                        service -> service.path("reasons").path(0).asString())
                .containsExactly(
                        tuple("campaign-service", "rabbit: DOWN"),
                        tuple("dispatch-service", "does not answer"),
                        tuple("fallback-service", "does not answer in time"),
                        tuple("webhook-service", "rabbit: DOWN"));
        assertThat(status.at("/books/balanced").asBoolean()).isTrue();
        assertThat(status.at("/queues/0/waiting").asInt()).isEqualTo(7);
    }

    @Test
    void tenantsDoNotSeeHowTheFleetIs() throws Exception {
        var answer =
                send(request("/v1/system/status").header("X-Api-Key", GOOD_KEY).GET());

        assertProblem(answer, 403, "insufficient_scope");
        assertThat(SERVICES.passed).isEmpty();
    }

    @Test
    void nobodyChangesLogLevelsThroughTheDoor() throws Exception {
        var answer = send(request("/actuator/loggers/ROOT")
                .header("X-Api-Key", GOOD_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"configuredLevel\": \"TRACE\"}")));

        assertProblem(answer, 404, "not_found");
        assertThat(SERVICES.passed).isEmpty();
    }

    private static ServerSocket hanging() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("request_id").asString())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    /** As a client writes who keeps to no rule. */
    private String raw(String requestLine, String... lines) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = requestLine + "\r\nHost: door\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
