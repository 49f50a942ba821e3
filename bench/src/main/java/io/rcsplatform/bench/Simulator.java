package io.rcsplatform.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** When it accepted messages to this number, in E.164. */
    public List<Instant> submissionsTo(String phone) {
        return get("/_sim/submissions?phone=" + URLEncoder.encode(phone, UTF_8))
                .path("data")
                .valueStream()
                .map(submission -> Instant.parse(submission.path("at").asString()))
                .toList();
    }

    /** Changes what is named of its settings. */
    public void configure(Map<String, ?> settings) {
        send(HttpRequest.newBuilder(address.resolve("/_sim/config"))
                .PUT(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(settings)))
                .build());
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)).build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return JsonMapper.shared().readTree(response.body());
        } catch (IOException e) {
            throw new PlatformFailed("The simulator at " + address + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformFailed("interrupted", e);
        }
    }
}
