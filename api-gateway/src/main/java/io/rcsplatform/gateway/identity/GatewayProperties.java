package io.rcsplatform.gateway.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the door needs to know callers.
 *
 * @param campaignUrl of campaign-service, which knows the API keys
 * @param tokenIssuer what campaign-service calls itself in the tokens that it gives for API keys
 * @param belief how long an answer about a key is believed, and so how long a revoked one may still pass
 * @param issuers of tokens for people
 */
@ConfigurationProperties("rcs.gateway")
record GatewayProperties(
        URI campaignUrl,
        String tokenIssuer,
        @DefaultValue("1500ms") Duration belief,
        @DefaultValue List<IssuerProperties> issuers) {}
