package io.rcsplatform.provider.wire;

import org.jspecify.annotations.Nullable;

/** What came of one request. */
public sealed interface HttpResult {

    /** @param retryAfter the header, as it came */
    record Answered(int status, @Nullable String retryAfter, String body) implements HttpResult {
        public Answered withStatus(int other) {
            return new Answered(other, retryAfter, body);
        }
    }

    /** Certainly nothing left: no connection. */
    record NotSent(String detail) implements HttpResult {}

    /** The request may have arrived, and no answer came. */
    record Lost(String detail) implements HttpResult {}

    /** What went wrong, for support: an exception's kind and message name hosts, never content. */
    static String words(Exception e) {
        var message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + message;
    }
}
