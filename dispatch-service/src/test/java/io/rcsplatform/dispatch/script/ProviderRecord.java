package io.rcsplatform.dispatch.script;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A provider's own record of what it accepted. */
public final class ProviderRecord {
    private final HttpServer server;
    private volatile String answer = "";
    private volatile String asked = "";

    private ProviderRecord(HttpServer server) {
        this.server = server;
    }

    public static ProviderRecord start() {
        try {
            var record = new ProviderRecord(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            record.server.createContext("/record", exchange -> {
                record.asked = exchange.getRequestURI().toString();
                var body = record.answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            record.server.start();
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/record?contract=scripted";
    }

    /** @param json nothing, where it has no answer */
    public void says(String json) {
        answer = json;
    }

    public String asked() {
        return asked;
    }
}
