package io.rcsplatform.webhook.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/** Calls back as the provider of the two accounts does, at the listener unless told otherwise. */
public final class CallingProvider {
    public static final String TOKEN = "line-one-token-0123456789";
    public static final String OTHER_TOKEN = "line-two-token-0123456789";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ToIntFunction<Door> ports;
    private Door door = Door.LISTENER;

    CallingProvider(ToIntFunction<Door> ports) {
        this.ports = ports;
    }

    public enum Door {
        /** Callbacks' own port. */
        LISTENER,
        /** Where the gateway sends them. */
        WEB_STACK
    }

    public void use(Door other) {
        door = other;
    }

    public HttpResponse<String> post(String body) {
        return postAsync(TOKEN, body).join();
    }

    public CompletableFuture<HttpResponse<String>> postAsync(String token, String body) {
        return send(request("line", token).POST(BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String provider, String rest) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + ports.applyAsInt(door) + "/callbacks/" + provider + "/" + rest));
    }

    public CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }
}
