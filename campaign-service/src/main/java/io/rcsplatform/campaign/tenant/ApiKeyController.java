package io.rcsplatform.campaign.tenant;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.campaign.tenant.ApiKeys.ApiKey;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.idempotency.AnsweredOnce;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Required;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/api_keys")
class ApiKeyController {
    private final KeyRing ring;
    private final ApiKeys keys;
    private final Tenants tenants;
    private final Clock clock;

    ApiKeyController(KeyRing ring, ApiKeys keys, Tenants tenants, Clock clock) {
        this.ring = ring;
        this.keys = keys;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** The operator makes a new tenant's first key; a tenant's admin makes the others. */
    @PostMapping
    @Scope({Scopes.ADMIN, Scopes.PLATFORM})
    @AnsweredOnce
    @ResponseStatus(HttpStatus.CREATED)
    NewApiKey create(Caller caller, @RequestBody ApiKeyRequest request) {
        var check = new RequestCheck();
        var name = check.name("/name", request.name());
        var scopes = scopes(check, caller, request.scopes());
        var tenant = tenant(check, caller, request.tenantId());
        var expires = request.expiresAt();
        check.require(
                expires == null || expires.isAfter(clock.instant()),
                "/expires_at",
                "wrong_time",
                "Must be yet to come");
        var limits = request.limits() == null ? null : request.limits().checked(check, "/limits");
        check.done();
        AuditTrail.concerns(tenant);
        return ring.make(tenant, name, scopes, expires, limits);
    }

    @GetMapping
    @Scope(Scopes.ADMIN)
    Page<ApiKey> list(Caller caller, Paging paging) {
        return keys.page(caller.tenant(), paging);
    }

    /** A new secret for the same purpose; the old one goes on until the overlap is over. */
    @PostMapping("/{id}/rotate")
    @Scope(Scopes.ADMIN)
    @AnsweredOnce
    @ResponseStatus(HttpStatus.CREATED)
    NewApiKey rotate(
            Caller caller, @PathVariable String id, @RequestBody(required = false) @Nullable Rotation request) {
        var overlap = request == null ? Rotation.USUAL : request.overlap();
        return ring.rotate(caller, PathId.parse("api key", id, ApiKeyId::parse), overlap)
                .orElseThrow(() -> ApiProblem.notFound("api key", id));
    }

    @DeleteMapping("/{id}")
    @Scope(Scopes.ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable String id) {
        var key = PathId.parse("api key", id, ApiKeyId::parse);
        keys.locked(caller.tenant(), key).ifPresent(AuditTrail::before);
        if (!keys.revoke(caller.tenant(), key)) {
            throw ApiProblem.notFound("api key", id);
        }
    }

    private static List<String> scopes(RequestCheck check, Caller caller, @Nullable List<@Nullable String> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            check.refuse("/scopes", "required", "Name at least one of " + grantable(caller));
            return List.of();
        }
        var known = grantable(caller);
        for (int i = 0; i < wanted.size(); i++) {
            check.require(
                    known.contains(String.valueOf(wanted.get(i))),
                    "/scopes/" + i,
                    "unknown_scope",
                    "Must be one of " + known);
        }
        var distinct = new LinkedHashSet<String>();
        for (var scope : wanted) {
            if (scope != null) {
                distinct.add(scope);
            }
        }
        return List.copyOf(distinct);
    }

    /** Nobody grants what is above them. */
    private static Set<String> grantable(Caller caller) {
        var scopes = new TreeSet<>(Scopes.TENANTS);
        scopes.add(Scopes.ADMIN);
        if (caller.may(Scopes.PLATFORM)) {
            scopes.add(Scopes.PLATFORM);
        }
        return scopes;
    }

    private TenantId tenant(RequestCheck check, Caller caller, @Nullable TenantId wanted) {
        if (wanted == null || wanted.equals(caller.tenant())) {
            return caller.tenant();
        }
        if (!caller.may(Scopes.PLATFORM)) {
            check.refuse(
                    "/tenant_id", "not_allowed", "Only the scope platform makes keys for another tenant: leave it out");
        } else if (!tenants.exists(wanted)) {
            check.refuse("/tenant_id", "not_found", "There is no such tenant: create it first");
        }
        return wanted;
    }

    record ApiKeyRequest(
            @Required @Nullable String name,
            @Required @Nullable List<@Nullable String> scopes,
            @Nullable TenantId tenantId,
            @Nullable Instant expiresAt,
            @Nullable LimitsRequest limits) {}

    record Rotation(@Nullable Integer overlapS) {
        static final Duration USUAL = Duration.ofHours(24);
        private static final Duration LONGEST = Duration.ofDays(30);

        Duration overlap() {
            if (overlapS == null) {
                return USUAL;
            }
            if (overlapS < 0 || overlapS > LONGEST.toSeconds()) {
                throw ApiProblem.invalid(
                        "/overlap_s", "out_of_range", "Must be from 0 to " + LONGEST.toSeconds() + " seconds");
            }
            return Duration.ofSeconds(overlapS);
        }
    }
}
