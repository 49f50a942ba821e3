package io.rcsplatform.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.provider.CallbackContent;
import io.rcsplatform.provider.CallbackReader;
import io.rcsplatform.provider.CallbackRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Takes callbacks as webhook-service does, and reads them with the accounts' own readers. */
final class CallbackReceiver implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, CallbackReader> readers = new ConcurrentHashMap<>();
    private final List<CallbackContent> contents = new CopyOnWriteArrayList<>();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();
    private final AtomicBoolean forged = new AtomicBoolean();
    private volatile int status = 200;

    CallbackReceiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/callbacks/", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int port() {
        return server.getAddress().getPort();
    }

    void read(String token, CallbackReader reader) {
        readers.put(token, reader);
    }

    void answer(int other) {
        status = other;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            var reader = readers.get(path.substring(path.lastIndexOf('/') + 1));
            if (reader != null && status == 200) {
                var request = new CallbackRequest(
                        exchange.getRequestMethod(),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        null,
                        headers(exchange),
                        body,
                        Instant.now().plusSeconds(60));
                var content = reader.read(request);
                contents.add(content);
                sizes.add(content.receipts().size());
                forged.compareAndSet(false, !reader.authentic(request));
            }
            exchange.sendResponseHeaders(reader == null ? 404 : status, -1);
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        return exchange.getRequestHeaders().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT),
                        header -> header.getValue().getFirst()));
    }

    /** Whether any of them was not the provider's own. */
    boolean hadForged() {
        return forged.get();
    }

    List<Receipt> receipts() {
        return contents.stream().flatMap(content -> content.receipts().stream()).toList();
    }

    List<MessageState> states(String providerMessageId) {
        return receipts().stream()
                .filter(receipt -> receipt.providerMessageId().equals(providerMessageId))
                .map(Receipt::state)
                .toList();
    }

    List<Inbound> inbound() {
        return contents.stream().flatMap(content -> content.inbound().stream()).toList();
    }

    List<String> unrecognised() {
        return contents.stream()
                .flatMap(content -> content.unrecognised().stream())
                .toList();
    }

    /** Receipts in each request. */
    List<Integer> sizes() {
        return sizes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
