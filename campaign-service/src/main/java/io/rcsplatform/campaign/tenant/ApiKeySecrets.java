package io.rcsplatform.campaign.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Draws keys and recognises them. A key has 190 random bits, so that one round of a keyed hash is enough to keep it by. */
@Component
class ApiKeySecrets {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 32;
    private static final int SHOWN = 4;

    private final ApiKeyProperties properties;
    private final SecretKeySpec pepper;
    private final SecureRandom random = new SecureRandom();

    ApiKeySecrets(ApiKeyProperties properties) {
        this.properties = properties;
        this.pepper = new SecretKeySpec(properties.pepper().strip().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String draw() {
        var secret = new StringBuilder(properties.environment().prefix());
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> secret.append(ALPHABET.charAt(i)));
        return secret.toString();
    }

    byte[] hash(String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(pepper);
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** What tells a key from its owner's others without giving it away. */
    static String hint(String secret) {
        return secret.substring(0, secret.lastIndexOf('_') + 1) + "…" + secret.substring(secret.length() - SHOWN);
    }
}
