package io.rcsplatform.platform.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * What a request was answered with.
 *
 * @param requestHash of that request
 * @param body null where it held a secret
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as the database has them; answers are not compared
record Answer(byte[] requestHash, int status, Map<String, String> headers, byte @Nullable [] body) {
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final List<String> KEPT = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.ETAG, HttpHeaders.LOCATION);

    static Answer of(byte[] requestHash, ContentCachingResponseWrapper response, boolean secret) {
        var headers = new HashMap<String, String>();
        for (var name : KEPT) {
            var value = response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new Answer(
                requestHash,
                response.getStatus(),
                Map.copyOf(headers),
                secret ? null : response.getContentAsByteArray());
    }

    boolean answers(byte[] hash) {
        return MessageDigest.isEqual(requestHash, hash);
    }

    void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        if (body != null) {
            response.getOutputStream().write(body);
        }
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
