package io.rcsplatform.platform.identity;

import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param key in base64, at least 256 bits; the same for the whole fleet
 * @param openPaths patterns of paths that anybody may get, such as the API's documentation; for handlers that are not ours
 */
@ConfigurationProperties("rcs.identity")
record IdentityProperties(
        @DefaultValue("") String key, @DefaultValue List<String> openPaths) {
    private static final int MIN_BYTES = 32;

    IdentityProperties {
        if (decode(key).length < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "RCS_INTERNAL_TOKEN_KEY must be at least 32 random bytes in base64, the same for all services: openssl rand -base64 32");
        }
    }

    SecretKey secret() {
        return new SecretKeySpec(decode(key), "HmacSHA256");
    }

    private static byte[] decode(String key) {
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "IdentityProperties[key=***, openPaths=" + openPaths + "]";
    }
}
