package io.rcsplatform.campaign.tenant;

import io.rcsplatform.platform.secret.SealingKey;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Encrypts private keys for the database, under a key that is derived from the pepper, and bound to their ids. */
@Component
class SealedKeys {
    private static final String USE = "rcs signing keys";

    private final SealingKey key;

    SealedKeys(ApiKeyProperties properties) {
        this.key = SealingKey.derivedFrom(properties.pepper().strip(), USE);
    }

    byte[] seal(String id, byte[] privateKey) {
        return key.seal(id, privateKey);
    }

    /** Empty for what was sealed under another pepper, for another id, or was changed. */
    Optional<byte[]> open(String id, byte[] sealed) {
        return key.open(id, sealed);
    }
}
