package io.rcsplatform.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The provider's own record: what it accepted, and from whom twice. */
public final class Simulator {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    public Simulator(URI address) {
        this.address = address;
    }

    /** Where the record of accepted submissions ends now. */
    public long position() {
        return get("/_sim/log/position").path("position").asLong();
    }

    public JsonNode reportSince(long position) {
        return get("/_sim/report?since=" + position);
    }

    private JsonNode get(String path) {
        try {
            var response =
                    http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
            return JsonMapper.shared().readTree(response.body());
        } catch (IOException e) {
            throw new PlatformFailed("The simulator at " + address + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformFailed("interrupted", e);
        }
    }
}
