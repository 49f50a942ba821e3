package io.rcsplatform.campaign.tenant;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.campaign.tenant.Plans.Plan;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Required;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How fast tenants may call: the operator decides, everybody may see what holds for them. */
@RestController
@RequestMapping("/v1")
class PlanController {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    private final Plans plans;

    PlanController(Plans plans) {
        this.plans = plans;
    }

    @GetMapping("/limits")
    @Scope(Scopes.ANY)
    Plan limits(Caller caller) {
        return plans.of(caller.tenant()).orElseThrow(() -> ApiProblem.notFound("tenant", caller.tenant()));
    }

    @GetMapping("/plans")
    @Scope(Scopes.PLATFORM)
    PlanList list() {
        return new PlanList(plans.all());
    }

    @PutMapping("/plans/{name}")
    @Scope(Scopes.PLATFORM)
    Plan put(@PathVariable String name, @RequestBody LimitsRequest request) {
        if (!NAME.matcher(name).matches()) {
            throw ApiProblem.notFound("plan", name);
        }
        var check = new RequestCheck();
        var plan = new Plan(name, request.checked(check, ""));
        check.done();
        plans.find(name).ifPresent(AuditTrail::before);
        plans.put(plan);
        return plan;
    }

    @PutMapping("/tenants/{id}/plan")
    @Scope(Scopes.PLATFORM)
    Plan assign(@PathVariable String id, @RequestBody Assignment request) {
        var tenant = PathId.parse("tenant", id, TenantId::parse);
        var check = new RequestCheck();
        var name = check.name("/plan", request.plan());
        check.require(
                name.isEmpty() || (NAME.matcher(name).matches() && plans.exists(name)),
                "/plan",
                "not_found",
                "There is no such plan: see GET /v1/plans");
        check.done();
        AuditTrail.concerns(tenant);
        plans.of(tenant).ifPresent(AuditTrail::before);
        if (!plans.assign(tenant, name)) {
            throw ApiProblem.notFound("tenant", id);
        }
        return plans.of(tenant).orElseThrow();
    }

    record PlanList(List<Plan> data) {}

    record Assignment(@Required @Nullable String plan) {}
}
