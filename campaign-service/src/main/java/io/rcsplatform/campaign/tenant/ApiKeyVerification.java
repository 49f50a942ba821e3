package io.rcsplatform.campaign.tenant;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Tells the gateway whose key it was shown. A wrong key costs the same work as a right one. */
@RestController
class ApiKeyVerification {
    private final ApiKeys keys;
    private final ApiKeySecrets secrets;

    ApiKeyVerification(ApiKeys keys, ApiKeySecrets secrets) {
        this.keys = keys;
        this.secrets = secrets;
    }

    @PostMapping("/internal/api_keys/verify")
    @Scope(Scopes.INTERNAL)
    Owner verify(@RequestBody Shown shown) {
        return keys.owner(secrets.hash(shown.key() == null ? "" : shown.key()))
                .map(Owner::of)
                .orElseThrow(ApiKeyVerification::unknown);
    }

    private static ApiProblem unknown() {
        return ApiProblem.of(
                HttpStatus.NOT_FOUND,
                "api_key_not_found",
                "There is no such API key",
                "The key is wrong or was revoked.",
                "Use a key that GET /v1/api_keys lists.");
    }

    record Shown(@Nullable String key) {
        @Override
        public String toString() {
            return "Shown[key=***]";
        }
    }

    record Owner(TenantId tenantId, ApiKeyId keyId, SequencedSet<String> scopes) {
        static Owner of(Caller caller) {
            return new Owner(caller.tenant(), caller.key(), new TreeSet<>(caller.scopes()));
        }
    }
}
