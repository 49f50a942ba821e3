package io.rcsplatform.dispatch.script;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rcsplatform.domain.event.ConsentChanged;
import io.rcsplatform.platform.json.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** campaign-service, as far as it tells who opted out. */
public final class CampaignService {
    private static final EventJson JSON = new EventJson();

    private final HttpServer server;
    private final List<ConsentChanged> said = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    private CampaignService(HttpServer server) {
        this.server = server;
    }

    public static CampaignService start() {
        try {
            var service = new CampaignService(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            service.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            service.server.createContext("/internal/consents", service::answer);
            service.server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void fallsSilent() {
        silent = true;
    }

    public void answersAgain() {
        silent = false;
    }

    /** Somebody said something that the broker does not bring. */
    public void hears(ConsentChanged event) {
        said.add(event);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = JSON.mapper().writeValueAsBytes(Map.of("data", said, "has_more", false, "next", 0));
            exchange.sendResponseHeaders(silent ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
