package io.rcsplatform.provider.googlerbm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.provider.ProviderAccount;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An account as an operator would configure it, and callbacks as Google signs them. */
final class RbmFixture {
    static final KeyPair KEYS = keys();
    static final String PRIVATE_KEY = pem();
    static final String CLIENT_TOKEN = "SJENCPGJESMGUFPY";
    static final Instant RECEIVED_AT = Instant.parse("2026-03-01T10:00:00Z");

    private RbmFixture() {}

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** @param more credentials, name and value in turn; an empty value takes one away */
    static ProviderAccount account(URI host, String... more) {
        var credentials = new HashMap<>(Map.of(
                "client_email", "sender@brand.iam.gserviceaccount.example",
                "private_key", PRIVATE_KEY,
                "private_key_id", "key-1",
                "client_token", CLIENT_TOKEN,
                "agent_id", "welcome-bot"));
        for (int i = 0; i < more.length; i += 2) {
            credentials.put(more[i], more[i + 1]);
        }
        credentials.values().removeIf(String::isEmpty);
        return new ProviderAccount(
                "google-rbm",
                "google-rbm",
                Channel.RCS,
                "v1",
                host,
                host.resolve("/token"),
                credentials,
                "callback-token-0001",
                8,
                Duration.ofSeconds(1));
    }

    static CallbackRequest post(String body, Map<String, String> headers) {
        return new CallbackRequest("POST", "application/json", null, headers, body.getBytes(UTF_8), RECEIVED_AT);
    }

    static String envelope(String event) {
        return "{\"message\":{\"data\":\"" + Base64.getEncoder().encodeToString(event.getBytes(UTF_8))
                + "\",\"messageId\":\"1\",\"publishTime\":\"2026-03-01T10:00:00Z\"},\"subscription\":\"projects/x\"}";
    }

    static CallbackRequest signed(String event) {
        return post(envelope(event), Map.of("x-goog-signature", sign(CLIENT_TOKEN, event)));
    }

    static String sign(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA512"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
