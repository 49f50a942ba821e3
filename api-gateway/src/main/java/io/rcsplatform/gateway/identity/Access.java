package io.rcsplatform.gateway.identity;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scopes;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What campaign-service says of a key or a tenant.
 *
 * @param keyId null for a tenant
 * @param scopes none for a tenant
 */
record Access(
        TenantId tenantId,
        @Nullable ApiKeyId keyId,
        Set<String> scopes,
        Limits limits,
        @Nullable Limits keyLimits) {

    Visitor byKey(ApiKeyId key) {
        return new Visitor(new Caller(tenantId, key, scopes), limits, keyLimits);
    }

    /** By a token for a key, which grants no more than the key does by now. */
    Visitor byTokenFor(ApiKeyId key, Set<String> granted) {
        var owner = new Caller(tenantId, key, scopes);
        var held = granted.stream().filter(owner::may).collect(Collectors.toUnmodifiableSet());
        return new Visitor(new Caller(tenantId, key, held), limits, keyLimits);
    }

    /** By somebody of the parent's, who brings no power over the platform along. */
    Visitor byParent(Visitor parent) {
        var scopes = parent.caller().scopes().stream()
                .filter(scope -> !scope.equals(Scopes.PLATFORM))
                .collect(Collectors.toUnmodifiableSet());
        var caller = new Caller(tenantId, parent.caller().key(), parent.caller().person(), scopes);
        return new Visitor(caller, limits, parent.keyLimits());
    }

    Visitor byPerson(String name, Set<String> granted) {
        return new Visitor(Caller.person(tenantId, name, granted), limits, null);
    }
}
