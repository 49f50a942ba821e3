package io.rcsplatform.gateway.identity;

import io.jsonwebtoken.Claims;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.gateway.identity.Bearer.Person;
import io.rcsplatform.platform.identity.Role;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads out of an outside issuer's claims whose people they are, and what they may do. */
final class People {
    private final IssuerProperties issuer;

    People(IssuerProperties issuer) {
        this.issuer = issuer;
    }

    /** Empty where no tenant is named. */
    Optional<Person> of(Claims claims) {
        var tenant = issuer.tenant() != null ? issuer.tenant() : claimedTenant(claims);
        var scopes = roles(claims).flatMap(role -> role.scopes().stream()).collect(Collectors.toUnmodifiableSet());
        return Optional.ofNullable(tenant)
                .map(of -> new Person(of, issuer.issuer() + "#" + claims.getSubject(), scopes));
    }

    private @Nullable TenantId claimedTenant(Claims claims) {
        return claims.get(issuer.tenantClaim()) instanceof String id ? TenantId.parse(id) : null;
    }

    private Stream<Role> roles(Claims claims) {
        Object found = claims;
        for (var step : issuer.rolesClaim().split("\\.", -1)) {
            found = found instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return switch (found) {
            case Collection<?> names -> names.stream().flatMap(name -> role(String.valueOf(name)).stream());
            case String name -> role(name).stream();
            case null, default -> Stream.empty();
        };
    }

    private Optional<Role> role(String name) {
        return issuer.roles().isEmpty()
                ? Stream.of(Role.values())
                        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
                        .findFirst()
                : Optional.ofNullable(issuer.roles().get(name));
    }
}
