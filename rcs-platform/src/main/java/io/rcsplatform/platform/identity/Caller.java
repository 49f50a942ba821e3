package io.rcsplatform.platform.identity;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a request is made for. A handler takes it as an argument; the tenant in it is the only one that the request may touch.
 *
 * @param key of those who came with an API key, or with a token for one; else nobody's
 * @param person of those who came with a token of their own issuer: the issuer's name for them
 */
public record Caller(
        TenantId tenant, ApiKeyId key, @Nullable String person, Set<String> scopes) {
    private static final UUID NOBODY = new UUID(0, 0);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public Caller(TenantId tenant, ApiKeyId key, Set<String> scopes) {
        this(tenant, key, null, scopes);
    }

    /** The fleet itself, for calls between services under {@code /internal}; it has no tenant. */
    public static Caller internal() {
        return new Caller(new TenantId(NOBODY), new ApiKeyId(NOBODY), Set.of(Scopes.INTERNAL));
    }

    public static Caller person(TenantId tenant, String person, Set<String> scopes) {
        return new Caller(tenant, new ApiKeyId(NOBODY), person, scopes);
    }

    /** Whether the scope was granted; {@code admin} implies all that a tenant can do. */
    public boolean may(String scope) {
        return scope.equals(Scopes.ANY)
                || scopes.contains(scope)
                || (scopes.contains(Scopes.ADMIN) && Scopes.TENANTS.contains(scope));
    }
}
