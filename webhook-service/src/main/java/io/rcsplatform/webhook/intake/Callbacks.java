package io.rcsplatform.webhook.intake;

import io.rcsplatform.provider.CallbackRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From a request of the web server to a callback. */
final class Callbacks {
    /** Of ours, of a proxy, or a secret: nothing that a callback says. */
    private static final Set<String> NOT_THE_PROVIDERS =
            Set.of("x-api-key", "x-request-id", "x-real-ip", "x-rcs-identity");

    private Callbacks() {}

    static CallbackRequest of(HttpServletRequest request, byte[] body, Instant receivedAt) {
        var headers = new HashMap<String, String>();
        var names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            var name = names.nextElement();
            headers.putIfAbsent(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        return new CallbackRequest(
                request.getMethod(), request.getContentType(), request.getQueryString(), headers, body, receivedAt);
    }

    static CallbackRequest of(
            String method,
            @Nullable String contentType,
            @Nullable String query,
            Iterable<Map.Entry<String, String>> headers,
            byte[] body,
            Instant receivedAt) {
        var byName = new HashMap<String, String>();
        headers.forEach(header -> byName.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return new CallbackRequest(method, contentType, query, byName, body, receivedAt);
    }

    /** The same with the few headers that tell something later: the provider's own, such as a signature, and its user agent. */
    static CallbackRequest worthKeeping(CallbackRequest request) {
        Map<String, String> few = new TreeMap<>();
        request.headers().forEach((name, value) -> {
            if (tellsSomething(name)) {
                few.put(name, value);
            }
        });
        return new CallbackRequest(
                request.method(), request.contentType(), request.query(), few, request.body(), request.receivedAt());
    }

    private static boolean tellsSomething(String name) {
        return name.equals("user-agent")
                || (name.startsWith("x-") && !name.startsWith("x-forwarded-") && !NOT_THE_PROVIDERS.contains(name));
    }
}
