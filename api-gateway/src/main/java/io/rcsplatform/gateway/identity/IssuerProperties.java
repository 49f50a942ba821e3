package io.rcsplatform.gateway.identity;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Role;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Somebody outside whose tokens for people are accepted.
 *
 * @param issuer as its tokens name it
 * @param audience as its tokens name this installation
 * @param jwksUri where its public keys are
 * @param algorithms that it signs with; none that shares a secret
 * @param clockSkew by which its clock may differ
 * @param tenant whose people these are; null where a claim tells
 * @param tenantClaim the claim that holds the tenant's id, where no tenant is set
 * @param rolesClaim the claim that holds a person's roles; a dot leads into an object
 * @param roles what its names for roles mean here; without any, the names are the same as here
 */
record IssuerProperties(
        String issuer,
        String audience,
        URI jwksUri,
        @DefaultValue({"RS256", "ES256"}) List<String> algorithms,
        @DefaultValue("30s") Duration clockSkew,
        @Nullable TenantId tenant,
        @DefaultValue("tenant_id") String tenantClaim,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue Map<String, Role> roles) {

    IssuerProperties {
        if (Stream.of(issuer, audience, jwksUri).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("rcs.gateway.issuers: each needs issuer, audience and jwks-uri");
        }
    }
}
