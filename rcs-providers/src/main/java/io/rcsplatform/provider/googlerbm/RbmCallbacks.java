package io.rcsplatform.provider.googlerbm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rcsplatform.provider.CallbackContent;
import io.rcsplatform.provider.CallbackReader;
import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.provider.wire.Findings;
import io.rcsplatform.provider.wire.LooseJson;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Google's webhook. Events come in Pub/Sub's envelope, signed over what the envelope's {@code message.data} decodes to, not over the
 * body; attributes beside it are not signed, and not read. A webhook is set up by a question that must be answered.
 */
final class RbmCallbacks implements CallbackReader {
    private static final String SIGNATURE = "x-goog-signature";
    private static final String ALGORITHM = "HmacSHA512";

    private final byte[] clientToken;

    RbmCallbacks(String clientToken) {
        this.clientToken = clientToken.getBytes(UTF_8);
    }

    @Override
    public boolean authentic(CallbackRequest request) {
        var json = json(request);
        var data = data(json);
        if (data != null) {
            var signature = decoded(request.headers().getOrDefault(SIGNATURE, ""));
            return signature != null && MessageDigest.isEqual(signature, sign(data));
        }
        var token = json.first("clientToken");
        return token != null && MessageDigest.isEqual(token.getBytes(UTF_8), clientToken);
    }

    /** {@code {"clientToken":…,"secret":…}} is answered with the secret. */
    @Override
    public @Nullable String answer(CallbackRequest request) {
        var json = json(request);
        return data(json) == null && json.at("clientToken").isPresent() ? json.first("secret") : null;
    }

    @Override
    public CallbackContent read(CallbackRequest request) {
        var findings = new Findings(request.receivedAt());
        var data = data(json(request));
        if (data == null) {
            findings.unrecognised("not an envelope: " + request.body().length + " bytes");
            return findings.content();
        }
        var event = LooseJson.parse(new String(data, UTF_8)).value();
        if (event instanceof LooseJson.Fields) {
            new RbmEvent(event, findings).read();
        } else {
            findings.unrecognised("envelope without an event", event);
        }
        return findings.content();
    }

    private static LooseJson json(CallbackRequest request) {
        return LooseJson.parse(new String(request.body(), UTF_8)).value();
    }

    private static byte @Nullable [] data(LooseJson envelope) {
        var data = envelope.at("message").at("data").asText();
        return data == null ? null : decoded(data);
    }

    /** Base64 in either alphabet; null for anything else. */
    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private byte[] sign(byte[] data) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(clientToken, ALGORITHM));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
