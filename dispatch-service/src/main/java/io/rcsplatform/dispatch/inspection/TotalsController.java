package io.rcsplatform.dispatch.inspection;

import io.rcsplatform.dispatch.inspection.CampaignLegs.Batches;
import io.rcsplatform.dispatch.inspection.CampaignLegs.Group;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TotalsController {
    private final CampaignLegs legs;

    TotalsController(CampaignLegs legs) {
        this.legs = legs;
    }

    /** @param tenant needed where the caller is the fleet itself, which has none */
    @GetMapping("/internal/campaigns/{id}/totals")
    @Scope({Scopes.INTERNAL, Scopes.CAMPAIGNS_READ})
    Totals totals(
            Caller caller,
            @PathVariable("id") String address,
            @RequestParam(name = "tenant_id", required = false) @Nullable String tenant) {
        var owner = caller.may(Scopes.INTERNAL) ? parse(tenant) : caller.tenant();
        var id = parseCampaign(address);
        var batches = legs.batches(owner, id);
        return Totals.of(id, batches, legs.count(owner, id, batches));
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

    /**
     * @param messages all that the ledger has a row of
     * @param inProgress those without an outcome
     * @param outcomes of messages as a whole
     * @param reasons of outcomes that have one, as {@code state:reason}
     * @param legs states by channel
     */
    record Totals(
            CampaignId campaignId,
            long batches,
            long batchesDone,
            long messages,
            long inProgress,
            Map<MessageState, Long> outcomes,
            Map<String, Long> reasons,
            Map<String, Long> legs,
            long deliveredTwice,
            long duplicates) {

        static Totals of(CampaignId id, Batches batches, List<Group> groups) {
            var outcomes = new TreeMap<MessageState, Long>();
            var reasons = new TreeMap<String, Long>();
            var legs = new TreeMap<String, Long>();
            long messages = 0;
            long inProgress = 0;
            long twice = 0;
            for (var group : groups) {
                messages += group.count();
                group.legs()
                        .forEach((channel, status) ->
                                legs.merge(lower(channel) + ":" + lower(status.state()), group.count(), Long::sum));
                var outcome = group.outcome();
                var state = outcome.state();
                if (state == null) {
                    inProgress += group.count();
                    continue;
                }
                outcomes.merge(state, group.count(), Long::sum);
                twice += outcome.deliveredTwice() ? group.count() : 0;
                var reason = outcome.reason();
                if (reason != null) {
                    reasons.merge(lower(state) + ":" + lower(reason), group.count(), Long::sum);
                }
            }
            return new Totals(
                    id,
                    batches.all(),
                    batches.done(),
                    messages,
                    inProgress,
                    outcomes,
                    reasons,
                    legs,
                    twice,
                    batches.duplicates());
        }

        private static String lower(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
