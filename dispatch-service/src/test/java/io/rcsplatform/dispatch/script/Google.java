package io.rcsplatform.dispatch.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rcsplatform.domain.id.MessageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Google RBM, as far as sending goes: takes each id once, and ignores it afterwards. */
public final class Google {
    private static final Pattern ID = Pattern.compile("messageId=([^&]+)");

    private final HttpServer server;
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();
    private final Set<UUID> silentOnce = ConcurrentHashMap.newKeySet();
    private final List<UUID> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger repetitions = new AtomicInteger();

    private Google(HttpServer server) {
        this.server = server;
    }

    public static Google start() {
        try {
            var google = new Google(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            google.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            google.server.createContext(
                    "/token", exchange -> answer(exchange, "{\"access_token\":\"t\",\"expires_in\":3600}"));
            google.server.createContext("/v1/phones/", google::take);
            google.server.start();
            return google;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings of an account that sends here. */
    public Map<String, String> account(String prefix) {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                prefix + ".provider", "google-rbm",
                prefix + ".channel", "rcs",
                prefix + ".contract", "v1",
                prefix + ".base-url", address,
                prefix + ".auth-url", address + "/token",
                prefix + ".callback-token", "a-token-for-tests-4",
                prefix + ".credentials.client_email", "sender@brand.example",
                prefix + ".credentials.private_key", newKey(),
                prefix + ".credentials.client_token", "client-token");
    }

    private static String newKey() {
        try {
            var key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
            return "-----BEGIN PRIVATE KEY-----" + Base64.getEncoder().encodeToString(key.getEncoded())
                    + "-----END PRIVATE KEY-----";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        var id = ID.matcher(exchange.getRequestURI().getRawQuery());
        if (!id.find()) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        var message = UUID.fromString(id.group(1));
        requests.add(message);
        if (!taken.add(message)) {
            repetitions.incrementAndGet();
        }
        if (silentOnce.remove(message)) {
            exchange.close();
        } else {
            answer(exchange, "{\"name\":\"phones/x/agentMessages/" + message + "\"}");
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            var _ = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, json.length());
            exchange.getResponseBody().write(json.getBytes(UTF_8));
        }
    }

    public void forget() {
        taken.clear();
        silentOnce.clear();
        requests.clear();
        repetitions.set(0);
    }

    /** From before the test. */
    public void hasAlready(MessageId id) {
        taken.add(id.value());
    }

    /** The first time. */
    public void takesAndSaysNothing(MessageId id) {
        silentOnce.add(id.value());
    }

    public int requests(MessageId id) {
        return (int) requests.stream().filter(id.value()::equals).count();
    }

    /** Of ids that were taken before. */
    public int repetitions() {
        return repetitions.get();
    }
}
