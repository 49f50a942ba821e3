package io.rcsplatform.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Sends whatever it is told to, with an API key. */
final class Caller {
    static final String JSON = "application/json";
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final String key;

    Caller(URI gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    /** @param path with its query, encoded */
    HttpResponse<String> send(String method, String path, String type, byte[] body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("X-Api-Key", key)
                .method(method, BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        headers.forEach(request::setHeader);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    HttpResponse<String> send(String method, String path, String type, String body) {
        return send(method, path, type, body, Map.of());
    }

    HttpResponse<String> send(String method, String path, String type, String body, Map<String, String> headers) {
        return send(method, path, type, body.getBytes(StandardCharsets.UTF_8), headers);
    }
}
