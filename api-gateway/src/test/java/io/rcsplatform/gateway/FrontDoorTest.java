package io.rcsplatform.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    private static final byte[] TOKEN_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String GOOD_KEY = "rcs_test_good";
    private static final BlockingQueue<Passed> PASSED = new LinkedBlockingQueue<>();
    private static final HttpServer SERVICES = services();

    @LocalServerPort
    private int port;

    record Passed(
            String method,
            String path,
            @Nullable String identity,
            @Nullable String apiKey,
            @Nullable String requestId,
            String body) {}

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        var address = "http://127.0.0.1:" + SERVICES.getAddress().getPort();
        registry.add("RCS_CAMPAIGN_URL", () -> address);
        registry.add("RCS_WEBHOOK_URL", () -> address);
        registry.add("RCS_DISPATCH_URL", () -> "http://127.0.0.1:1");
        registry.add("RCS_INTERNAL_TOKEN_KEY", () -> Base64.getEncoder().encodeToString(TOKEN_KEY));
    }

    @AfterAll
    static void stop() {
        SERVICES.stop(0);
    }

    @BeforeEach
    void forget() {
        PASSED.clear();
    }

    @Test
    void refusesACallerWithoutAKey() throws Exception {
        var answer = send(request("/v1/campaigns").GET());

        assertProblem(answer, 401, "credential_missing");
        assertThat(PASSED).isEmpty();
    }

    @Test
    void refusesAWrongKey() throws Exception {
        var answer = send(
                request("/v1/campaigns").header("X-Api-Key", "rcs_test_wrong").GET());

        assertProblem(answer, 401, "credential_invalid");
        assertThat(PASSED).isEmpty();
    }

    @Test
    void passesAKnownCallersIdentityOnInPlaceOfTheKey() throws Exception {
        var answer = send(
                request("/v1/campaigns?limit=2").header("X-Api-Key", GOOD_KEY).GET());

        var passed = PASSED.take();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(passed.path()).isEqualTo("/v1/campaigns?limit=2");
        assertThat(passed.apiKey()).isNull();
        var claims = Jwts.parser()
                .verifyWith(Keys.hmacShaKeyFor(TOKEN_KEY))
                .requireIssuer("rcs-gateway")
                .requireAudience("rcs")
                .build()
                .parseSignedClaims(passed.identity())
                .getPayload();
        assertThat(claims).containsEntry("tenant", "tnt_a").containsEntry("key", "key_a");
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

        assertThat(PASSED.take().identity()).isNotEqualTo("forged");
        assertThat(PASSED.take().identity()).isNull();
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

        assertThat(PASSED.take().requestId()).isEqualTo("order-77");
        assertThat(own.headers().firstValue("X-Request-Id")).hasValue("order-77");
        assertThat(drawn.headers().firstValue("X-Request-Id"))
                .get()
                .asString()
                .startsWith("req_")
                .hasSize(30);
    }

    @Test
    void letsProvidersCallBackWithoutAKeyAndWithTheirBodyUntouched() throws Exception {
        var body = "response=%5B%7B%22externalId%22%3A%22a+b%22%7D%5D";

        send(request("/callbacks/gupshup/secret")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(PASSED.take().body()).isEqualTo(body);
    }

    @Test
    void saysSoWhenAServiceDoesNotAnswer() throws Exception {
        var answer =
                send(request("/v1/messages/msg_1").header("X-Api-Key", GOOD_KEY).GET());

        assertProblem(answer, 503, "service_unavailable");
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

        assertProblem(answer, 503, "service_unavailable");
        assertThat(PASSED).isEmpty();
    }

    @Test
    void anUnknownAddressIsAProblemToo() throws Exception {
        assertProblem(send(request("/nowhere").GET()), 404, "not_found");
    }

    private void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("request_id").asString())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static HttpServer services() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var headers = exchange.getRequestHeaders();
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                PASSED.add(new Passed(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        headers.getFirst("X-Rcs-Identity"),
                        headers.getFirst("X-Api-Key"),
                        headers.getFirst("X-Request-Id"),
                        body));
                answer(exchange, 200, "{}");
            });
            server.createContext("/internal/api_keys/verify", exchange -> {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                boolean good = body.contains(GOOD_KEY);
                answer(
                        exchange,
                        good ? 200 : 404,
                        good ? "{\"tenant_id\":\"tnt_a\",\"key_id\":\"key_a\",\"scopes\":[\"admin\"]}" : "{}");
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
