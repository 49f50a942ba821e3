package io.rcsplatform.campaign.tenant;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens that are given for API keys.
 *
 * @param issuer what this installation calls itself in them; the gateway must know it by the same name
 * @param life of a token
 * @param rotateEvery how long one key signs them
 * @param publishAhead how long a new key is published before it signs, so that whoever verifies tokens knows it by then
 */
@ConfigurationProperties("rcs.tokens")
record TokenProperties(
        String issuer,
        @DefaultValue("15m") Duration life,
        @DefaultValue("30d") Duration rotateEvery,
        @DefaultValue("15m") Duration publishAhead) {

    TokenProperties {
        if (rotateEvery.compareTo(publishAhead.plus(life)) <= 0) {
            throw new IllegalArgumentException(
                    "rcs.tokens.rotate-every must be longer than publish-ahead and life together");
        }
    }
}
