package io.rcsplatform.platform.identity;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import java.util.Set;
import java.util.UUID;

/** Who a request is made for. A handler takes it as an argument; the tenant in it is the only one that the request may touch. */
public record Caller(TenantId tenant, ApiKeyId key, Set<String> scopes) {
    private static final UUID NOBODY = new UUID(0, 0);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** The fleet itself, for calls between services under {@code /internal}; it has no tenant. */
    public static Caller internal() {
        return new Caller(new TenantId(NOBODY), new ApiKeyId(NOBODY), Set.of(Scopes.INTERNAL));
    }

    /** Whether the scope was granted; {@code admin} implies all that a tenant can do. */
    public boolean may(String scope) {
        return scopes.contains(scope) || (scopes.contains(Scopes.ADMIN) && Scopes.TENANTS.contains(scope));
    }
}
