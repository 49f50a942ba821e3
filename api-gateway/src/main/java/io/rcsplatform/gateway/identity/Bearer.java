package io.rcsplatform.gateway.identity;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import java.util.Set;

/** Whom a token was given to. */
sealed interface Bearer {
    Set<String> scopes();

    /** Somebody with an API key, which must still be good. */
    record KeyHolder(ApiKeyId key, Set<String> scopes) implements Bearer {}

    record Person(TenantId tenant, String name, Set<String> scopes) implements Bearer {}
}
