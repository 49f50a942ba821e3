package io.rcsplatform.campaign.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Encrypts private keys for the database, under a key that is derived from the pepper, and bound to their ids. */
@Component
class SealedKeys {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte[] PURPOSE = "rcs signing keys".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    SealedKeys(ApiKeyProperties properties) throws GeneralSecurityException {
        var pepper = properties.pepper().strip().getBytes(StandardCharsets.UTF_8);
        var derivation = HKDFParameterSpec.ofExtract()
                .addIKM(new SecretKeySpec(pepper, "HKDF"))
                .thenExpand(PURPOSE, KEY_BYTES);
        this.key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", derivation);
    }

    byte[] seal(String id, byte[] privateKey) throws GeneralSecurityException {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, id, nonce).doFinal(privateKey);
        var joined = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, joined, NONCE_BYTES, sealed.length);
        return joined;
    }

    /** Empty for what was sealed under another pepper, for another id, or was changed. */
    Optional<byte[]> open(String id, byte[] sealed) throws GeneralSecurityException {
        try {
            var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, id, nonce).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
