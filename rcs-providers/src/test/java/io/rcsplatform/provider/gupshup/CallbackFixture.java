package io.rcsplatform.provider.gupshup;

import io.rcsplatform.provider.CallbackRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Callbacks as they come in. */
final class CallbackFixture {
    static final Instant RECEIVED_AT = Instant.parse("2026-03-01T10:00:00Z");

    private CallbackFixture() {}

    static CallbackRequest post(@Nullable String contentType, String body) {
        return new CallbackRequest(
                "POST", contentType, null, Map.of(), body.getBytes(StandardCharsets.UTF_8), RECEIVED_AT);
    }

    static CallbackRequest get(String query) {
        return new CallbackRequest("GET", null, query, Map.of(), new byte[0], RECEIVED_AT);
    }

    static CallbackRequest form(String... fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return post("application/x-www-form-urlencoded", body.toString());
    }
}
