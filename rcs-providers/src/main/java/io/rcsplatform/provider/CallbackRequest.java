package io.rcsplatform.provider;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A callback as it came in.
 *
 * @param query the raw query string, without the question mark; null where there was none
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // signatures cover the very bytes, and requests are never compared
public record CallbackRequest(
        String method,
        @Nullable String contentType,
        @Nullable String query,
        Map<String, String> headers,
        byte[] body,
        Instant receivedAt) {

    @Override
    public String toString() {
        return "CallbackRequest[" + method + ", " + contentType + ", " + body.length + " bytes]";
    }
}
