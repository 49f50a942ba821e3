package io.rcsplatform.campaign.tenant;

import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.campaign.tenant.Tenants.Tenant;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import io.rcsplatform.platform.web.Required;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The operator makes and sees tenants; an agency those of its own, one level deep. */
@RestController
@RequestMapping("/v1/tenants")
@Scope({Scopes.PLATFORM, Scopes.ADMIN})
class TenantController {
    private final Tenants tenants;
    private final Ids ids;
    private final Clock clock;

    TenantController(Tenants tenants, Ids ids, Clock clock) {
        this.tenants = tenants;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Tenant create(Caller caller, @RequestBody TenantRequest request) {
        var check = new RequestCheck();
        var name = check.name("/name", request.name());
        check.done();
        var tenant = new Tenant(
                new TenantId(ids.draw()), name, parent(caller), clock.instant().truncatedTo(ChronoUnit.MICROS));
        AuditTrail.concerns(tenant.id());
        if (!tenants.add(tenant)) {
            throw ApiProblem.forbidden(Scopes.PLATFORM);
        }
        return tenant;
    }

    @GetMapping
    Page<Tenant> list(Caller caller, Paging paging) {
        return tenants.page(parent(caller), paging);
    }

    private static @Nullable TenantId parent(Caller caller) {
        return caller.may(Scopes.PLATFORM) ? null : caller.tenant();
    }

    record TenantRequest(@Required @Nullable String name) {}
}
