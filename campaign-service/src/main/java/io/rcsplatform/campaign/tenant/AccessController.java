package io.rcsplatform.campaign.tenant;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the gateway whose key it was shown, and what holds for them. A wrong key costs the same work as a right one. */
@RestController
@RequestMapping("/internal")
@Scope(Scopes.INTERNAL)
class AccessController {
    private final ApiKeys keys;
    private final ApiKeySecrets secrets;
    private final Plans plans;

    AccessController(ApiKeys keys, ApiKeySecrets secrets, Plans plans) {
        this.keys = keys;
        this.secrets = secrets;
        this.plans = plans;
    }

    @PostMapping("/api_keys/verify")
    Access ofKey(@RequestBody Shown shown) {
        return find(shown)
                .orElseThrow(() -> ApiProblem.of(
                        HttpStatus.NOT_FOUND,
                        "api_key_not_found",
                        "There is no such API key",
                        "The key is wrong, was revoked or has expired.",
                        "Use a key that GET /v1/api_keys lists."));
    }

    @PostMapping("/tenants/verify")
    Access ofTenant(@RequestBody Named named) {
        return plans.of(named.id(), named.childOf())
                .map(plan -> new Access(named.id(), null, new TreeSet<>(), plan.limits(), null))
                .orElseThrow(() -> ApiProblem.notFound("tenant", named.id()));
    }

    private Optional<Access> find(Shown shown) {
        return shown.id() != null
                ? keys.access(shown.id())
                : keys.access(secrets.hash(shown.key() == null ? "" : shown.key()));
    }

    /** A key itself, or the id of one that a token was given for. */
    record Shown(@Nullable String key, @Nullable ApiKeyId id) {
        @Override
        public String toString() {
            return "Shown[key=***, id=" + id + "]";
        }
    }

    /** @param childOf who wants to act for it, and must be its parent; null where it is asked for itself */
    record Named(TenantId id, @Nullable TenantId childOf) {}
}
