package io.rcsplatform.dispatch.inspection;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TotalsController {
    private final ReadStatement reading;

    TotalsController(ReadStatement reading) {
        this.reading = reading;
    }

    /** @param tenant needed where the caller is the fleet itself, which has none */
    @GetMapping("/internal/campaigns/{id}/totals")
    @Scope({Scopes.INTERNAL, Scopes.CAMPAIGNS_READ})
    Totals totals(
            Caller caller,
            @PathVariable("id") String address,
            @RequestParam(name = "tenant_id", required = false) @Nullable String tenant) {
        var owner = caller.may(Scopes.INTERNAL) ? parse(tenant) : caller.tenant();
        return reading.totals(owner, parseCampaign(address));
    }

    @GetMapping("/internal/campaigns/{id}/statement")
    @Scope(Scopes.INTERNAL)
    Statement statement(
            @PathVariable("id") String address,
            @RequestParam(name = "tenant_id", required = false) @Nullable String tenant) {
        return reading.statement(parse(tenant), parseCampaign(address));
    }

    private static CampaignId parseCampaign(String address) {
        try {
            return CampaignId.parse(address);
        } catch (IllegalArgumentException _) {
            throw ApiProblem.notFound("campaign", address);
        }
    }

    private static TenantId parse(@Nullable String tenant) {
        try {
            return TenantId.parse(tenant == null ? "" : tenant);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid("/tenant_id", "invalid", "must be a tenant's id");
        }
    }
}
