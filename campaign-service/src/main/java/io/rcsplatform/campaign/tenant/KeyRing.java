package io.rcsplatform.campaign.tenant;

import io.rcsplatform.campaign.tenant.ApiKeys.ApiKey;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes keys, and others in their place. */
@Component
class KeyRing {
    private final ApiKeys keys;
    private final ApiKeySecrets secrets;
    private final Ids ids;
    private final Clock clock;

    KeyRing(ApiKeys keys, ApiKeySecrets secrets, Ids ids, Clock clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    NewApiKey make(
            TenantId tenant, String name, List<String> scopes, @Nullable Instant expiresAt, @Nullable Limits limits) {
        var secret = secrets.draw();
        var key = new ApiKey(
                new ApiKeyId(ids.draw()), name, scopes, ApiKeySecrets.hint(secret), now(), expiresAt, limits);
        keys.add(tenant, key, secrets.hash(secret));
        return NewApiKey.of(key, secret);
    }

    /**
     * Makes a key like one that there is, which lives as long as that one was to live; the old one expires after the overlap.
     *
     * @return empty where there is none, or none in force
     */
    @Transactional
    Optional<NewApiKey> rotate(Caller caller, ApiKeyId id, Duration overlap) {
        return keys.locked(caller.tenant(), id).map(old -> {
            if (old.scopes().contains(Scopes.PLATFORM) && !caller.may(Scopes.PLATFORM)) {
                throw ApiProblem.forbidden(Scopes.PLATFORM);
            }
            AuditTrail.before(old);
            var now = now();
            var expires = old.expiresAt() == null ? null : now.plus(Duration.between(old.createdAt(), old.expiresAt()));
            keys.expire(caller.tenant(), id, now.plus(overlap));
            return make(caller.tenant(), old.name(), old.scopes(), expires, old.limits());
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
