package io.rcsplatform.campaign.tenant;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway is told about a key, or about the tenant of somebody whom another issuer vouches for.
 *
 * @param keyId null for a tenant
 * @param scopes none for a tenant
 * @param keyLimits null where only the tenant's limits hold
 */
record Access(
        TenantId tenantId,
        @Nullable ApiKeyId keyId,
        SequencedSet<String> scopes,
        Limits limits,
        @Nullable Limits keyLimits) {}
