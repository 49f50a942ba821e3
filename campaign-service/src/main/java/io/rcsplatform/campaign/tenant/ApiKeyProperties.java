package io.rcsplatform.campaign.tenant;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param pepper the secret that keys are hashed with: the hashes alone let nobody try keys
 * @param environment what the keys made here are marked as
 */
@ConfigurationProperties("rcs.api-keys")
record ApiKeyProperties(
        @DefaultValue("") String pepper,
        @DefaultValue("live") Environment environment) {
    private static final int MIN_BYTES = 32;

    ApiKeyProperties {
        if (pepper.strip().getBytes(StandardCharsets.UTF_8).length < MIN_BYTES) {
            throw new IllegalArgumentException("RCS_API_KEY_PEPPER (rcs.api-keys.pepper) must be at least " + MIN_BYTES
                    + " random characters, and stay the same: openssl rand -base64 32");
        }
    }

    enum Environment {
        LIVE,
        TEST;

        String prefix() {
            return "rcs_" + name().toLowerCase(Locale.ROOT) + "_";
        }
    }

    @Override
    public String toString() {
        return "ApiKeyProperties[pepper=***, environment=" + environment + "]";
    }
}
