package io.rcsplatform.campaign.tenant;

import io.rcsplatform.campaign.tenant.ApiKeys.ApiKey;
import io.rcsplatform.domain.id.ApiKeyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param secret shown this once, and kept nowhere */
record NewApiKey(
        ApiKeyId id,
        String name,
        List<String> scopes,
        String hint,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Limits limits,
        String secret) {

    static NewApiKey of(ApiKey key, String secret) {
        return new NewApiKey(
                key.id(), key.name(), key.scopes(), key.hint(), key.createdAt(), key.expiresAt(), key.limits(), secret);
    }

    @Override
    public String toString() {
        return "NewApiKey[" + id + ", " + hint + "]";
    }
}
