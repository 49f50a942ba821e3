package io.rcsplatform.gateway.identity;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the door needs to know callers.
 *
 * @param campaignUrl of campaign-service, which knows the API keys
 * @param internalTokenKey the secret that signs identity tokens, base64, 32 bytes or more; the same in every service
 * @param keyCache how long a verified key is believed, and so how long a revoked one may still pass
 */
@ConfigurationProperties("rcs.gateway")
record GatewayProperties(
        URI campaignUrl,
        String internalTokenKey,
        @DefaultValue("2s") Duration keyCache) {

    @Override
    public String toString() {
        return "GatewayProperties[" + campaignUrl + "]";
    }
}
