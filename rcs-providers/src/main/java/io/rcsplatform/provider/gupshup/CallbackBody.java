package io.rcsplatform.provider.gupshup;

import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.provider.wire.LooseJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A callback's body, whatever its content type claims. */
final class CallbackBody {
    private CallbackBody() {}

    static String text(CallbackRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8).strip();
    }

    static boolean looksLikeJson(String text) {
        return text.startsWith("[") || text.startsWith("{") || text.startsWith("\ufeff");
    }

    /** The fields of a form or a query, in the form that JSON has; of a repeated field the first holds. */
    static LooseJson.Fields form(@Nullable String encoded) {
        Map<String, LooseJson> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (encoded != null) {
            for (var pair : encoded.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.putIfAbsent(
                            decode(pair.substring(0, equals)).strip(),
                            new LooseJson.Text(decode(pair.substring(equals + 1))));
                }
            }
        }
        return new LooseJson.Fields(fields);
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return encoded;
        }
    }
}
