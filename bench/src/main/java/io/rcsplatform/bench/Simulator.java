package io.rcsplatform.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
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

    /** @param phone in E.164 */
    public record Submission(String phone, String contract, Instant at) {}

    /** Everything that it accepted from there on. */
    public List<Submission> submissionsSince(long position) {
        var all = new ArrayList<Submission>();
        var page = submissions(position);
        while (true) {
            page.path("data")
                    .valueStream()
                    .map(submission -> new Submission(
                            submission.path("phone").asString(),
                            submission.path("contract").asString(),
                            Instant.parse(submission.path("at").asString())))
                    .forEach(all::add);
            if (!page.path("has_more").asBoolean()) {
                return all;
            }
            page = submissions(page.path("next").asLong());
        }
    }

    private JsonNode submissions(long position) {
        return get("/_sim/submissions?limit=10000&since=" + position);
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
