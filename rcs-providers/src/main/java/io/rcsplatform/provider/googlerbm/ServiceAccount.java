package io.rcsplatform.provider.googlerbm;

import static io.rcsplatform.provider.wire.Json.member;
import static io.rcsplatform.provider.wire.Json.number;
import static io.rcsplatform.provider.wire.Json.object;
import static io.rcsplatform.provider.wire.Json.string;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.rcsplatform.provider.ProviderAccount;
import io.rcsplatform.provider.wire.WireText;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The service account that tokens are asked for, and its key. Signs; its text form hides the key. */
final class ServiceAccount {
    static final String PRIVATE_KEY = "private_key";
    private static final String SCOPE = "https://www.googleapis.com/auth/rcsbusinessmessaging";

    /** The longest that Google allows. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final Pattern PEM =
            Pattern.compile("(?s)\\s*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----\\s*");

    private final String clientEmail;
    private final @Nullable String keyId;
    private final PrivateKey key;

    private ServiceAccount(String clientEmail, @Nullable String keyId, PrivateKey key) {
        this.clientEmail = clientEmail;
        this.keyId = keyId;
        this.key = key;
    }

    /** @throws IllegalArgumentException when the private key cannot be read; the message repeats nothing of it */
    static ServiceAccount of(ProviderAccount account) {
        var credentials = account.credentials();
        return new ServiceAccount(
                credentials.getOrDefault("client_email", ""),
                credentials.get("private_key_id"),
                readKey(credentials.getOrDefault(PRIVATE_KEY, "")));
    }

    /** With its line breaks, or with {@code \n} in their place as in the key file's JSON. */
    private static PrivateKey readKey(String text) {
        var pem = PEM.matcher(text.replace("\\n", "\n"));
        if (!pem.matches()) {
            throw new IllegalArgumentException(
                    "must be the private_key of Google's key file, from -----BEGIN PRIVATE KEY----- to its end line");
        }
        try {
            var encoded = Base64.getDecoder().decode(pem.group(1).replaceAll("\\s", ""));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException("is damaged: not an RSA key in PKCS #8", e);
        }
    }

    /**
     * What is exchanged for a token: a JWT, signed RS256 (RFC 7523).
     *
     * @param audience the token endpoint
     */
    String assertion(String audience, Instant now) {
        var header = object(
                member("alg", string("RS256")),
                member("typ", string("JWT")),
                member("kid", keyId == null ? null : string(keyId)));
        var claims = object(
                member("iss", string(clientEmail)),
                member("scope", string(SCOPE)),
                member("aud", string(audience)),
                member("iat", number(now.getEpochSecond())),
                member("exp", number(now.plus(LIFETIME).getEpochSecond())));
        var signed = base64(header) + "." + base64(claims);
        return signed + "." + base64(sign(signed.getBytes(US_ASCII)));
    }

    private byte[] sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read cannot sign", e);
        }
    }

    private static String base64(WireText json) {
        return base64(json.toBody().fill(List.of()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "ServiceAccount[" + clientEmail + "]";
    }
}
