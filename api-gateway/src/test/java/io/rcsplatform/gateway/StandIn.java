package io.rcsplatform.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.test.TestCallers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Stands in for the services: writes down what reaches it, and knows one API key. */
public final class StandIn {
    public static final String GOOD_KEY = "rcs_test_" + "g".repeat(32);
    public static final String WRONG_KEY = "rcs_test_" + "w".repeat(32);
    public static final TenantId TENANT = new TenantId(new UUID(1, 2));

    /** What campaign-service says of a key, by the key or its id; 404 where there is nothing. */
    public final Map<String, String> access = new ConcurrentHashMap<>();

    public final BlockingQueue<Passed> passed = new LinkedBlockingQueue<>();

    private final HttpServer server;

    public record Passed(
            String method,
            String path,
            @Nullable String identity,
            @Nullable String apiKey,
            @Nullable String requestId,
            @Nullable String authorization,
            @Nullable String child,
            @Nullable String address,
            String body) {}

    public StandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::writeDown);
        on("/internal/", this::verify);
        server.start();
        access.put(GOOD_KEY, access(1_000));
        access.put(TestCallers.API_KEY.toString(), access(1_000));
    }

    public static String access(int perSecond) {
        return access("admin", perSecond);
    }

    public static String access(String scope, int perSecond) {
        return """
                {"tenant_id": "%s", "key_id": "%s", "scopes": ["%s"], "key_limits": null,
                 "limits": {"reads_per_second": %d, "writes_per_second": %d, "sends_per_second": %d}}
                """.formatted(TENANT, TestCallers.API_KEY, scope, perSecond, perSecond, perSecond);
    }

    public void on(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void stop() {
        server.stop(0);
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void writeDown(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        passed.add(new Passed(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers.getFirst("X-Rcs-Identity"),
                headers.getFirst("X-Api-Key"),
                headers.getFirst("X-Request-Id"),
                headers.getFirst("Authorization"),
                headers.getFirst("Rcs-Tenant"),
                headers.getFirst("X-Rcs-Client-Address"),
                body));
        var requestId = headers.getFirst("X-Request-Id");
        if (requestId != null) {
            exchange.getResponseHeaders().add("X-Request-Id", requestId);
        }
        answer(exchange, 200, "{}");
    }

    private void verify(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var known = access.entrySet().stream()
                .filter(entry -> body.contains("\"" + entry.getKey() + "\""))
                .findFirst();
        answer(
                exchange,
                known.isPresent() ? 200 : 404,
                known.map(Map.Entry::getValue).orElse("{}"));
    }
}
