package io.rcsplatform.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The public REST API, seen by one holder of an API key. */
public final class PlatformClient {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = JsonMapper.shared();
    private final URI gateway;
    private final String apiKey;

    public PlatformClient(URI gateway, String apiKey) {
        this.gateway = gateway;
        this.apiKey = apiKey;
    }

    public JsonNode get(String path) {
        return expectSuccess("GET " + path, send(request(path).GET().build()));
    }

    public JsonNode post(String path, Object body) {
        return expectSuccess("POST " + path, answer("POST", path, body));
    }

    public JsonNode put(String path, Object body) {
        return expectSuccess("PUT " + path, answer("PUT", path, body));
    }

    /** Sends and hands over the answer, whatever it is. */
    public HttpResponse<String> answer(String method, String path, Object body) {
        var request = once(method, request(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json.writeValueAsString(body)));
        return send(request.build());
    }

    public HttpResponse<String> answer(String path) {
        return send(request(path).GET().build());
    }

    /** Streams a CSV file into an import. */
    public JsonNode upload(String path, Path csv) throws IOException {
        return upload(path, BodyPublishers.ofFile(csv));
    }

    public JsonNode upload(String path, BodyPublisher csv) {
        var request =
                once("POST", request(path)).header("Content-Type", "text/csv").POST(csv);
        return expectSuccess("POST " + path, send(request.build()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve("/v1" + path))
                .timeout(TIMEOUT)
                .header("X-Api-Key", apiKey);
    }

    private static HttpRequest.Builder once(String method, HttpRequest.Builder request) {
        return method.equals("POST")
                ? request.header("Idempotency-Key", UUID.randomUUID().toString())
                : request;
    }

    /** Waits as long as it is told to where it asks too much at once. */
    private HttpResponse<String> send(HttpRequest request) {
        var response = sendOnce(request);
        while (response.statusCode() == TOO_MANY_REQUESTS) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(
                    response.headers().firstValueAsLong("Retry-After").orElse(1)));
            response = sendOnce(request);
        }
        return response;
    }

    private HttpResponse<String> sendOnce(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new PlatformFailed(request.method() + " " + request.uri().getPath() + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformFailed("interrupted", e);
        }
    }

    private JsonNode expectSuccess(String call, HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new PlatformFailed(call + " answered " + response.statusCode() + ": " + response.body(), null);
        }
        return response.body().isEmpty() ? json.nullNode() : json.readTree(response.body());
    }
}
