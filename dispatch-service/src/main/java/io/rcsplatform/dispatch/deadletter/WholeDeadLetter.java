package io.rcsplatform.dispatch.deadletter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rcsplatform.dispatch.deadletter.DeadLetter.Whole;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with all that is known of it.
 *
 * @param payload as it was published, whole: people's numbers and what is written to them
 * @param payloadEncoding {@code text}, or {@code base64} for what is no text
 */
record WholeDeadLetter(
        @JsonUnwrapped DeadLetterView letter,
        @Nullable String stack,
        Map<String, Object> headers,
        @Nullable String contentType,
        String payload,
        String payloadEncoding) {

    static WholeDeadLetter of(Whole whole) {
        var text = text(whole.payload());
        return new WholeDeadLetter(
                DeadLetterView.of(whole.letter()),
                whole.stack(),
                whole.headers(),
                whole.contentType(),
                text == null ? Base64.getEncoder().encodeToString(whole.payload()) : text,
                text == null ? "base64" : "text");
    }

    private static @Nullable String text(byte[] payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    /** Without the payload, which is personal data. */
    @Override
    public String toString() {
        return "WholeDeadLetter[" + letter + "]";
    }
}
