package io.rcsplatform.campaign.lifecycle;

import static io.rcsplatform.campaign.lifecycle.Refusals.answered;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/campaigns/{id}")
@Scope("campaigns:launch")
class SteeringController {
    private static final int LONGEST_REASON = 200;

    private final PauseCampaign pauseCampaign;
    private final ResumeCampaign resumeCampaign;
    private final CancelCampaign cancelCampaign;
    private final CampaignViews views;

    SteeringController(
            PauseCampaign pauseCampaign,
            ResumeCampaign resumeCampaign,
            CancelCampaign cancelCampaign,
            CampaignViews views) {
        this.pauseCampaign = pauseCampaign;
        this.resumeCampaign = resumeCampaign;
        this.cancelCampaign = cancelCampaign;
        this.views = views;
    }

    @PostMapping("/pause")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CampaignView> pause(
            Caller caller, @PathVariable String id, @RequestBody(required = false) @Nullable Pause pause) {
        var campaign = PathId.parse("campaign", id, CampaignId::parse);
        AuditTrail.before(views.get(caller.tenant(), campaign));
        answered(() -> pauseCampaign.pause(caller.tenant(), campaign, reason(pause)));
        return views.accepted(caller.tenant(), campaign);
    }

    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CampaignView> resume(Caller caller, @PathVariable String id) {
        var campaign = PathId.parse("campaign", id, CampaignId::parse);
        AuditTrail.before(views.get(caller.tenant(), campaign));
        answered(() -> resumeCampaign.resume(caller.tenant(), campaign));
        return views.accepted(caller.tenant(), campaign);
    }

    @PostMapping("/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CampaignView> cancel(Caller caller, @PathVariable String id) {
        var campaign = PathId.parse("campaign", id, CampaignId::parse);
        AuditTrail.before(views.get(caller.tenant(), campaign));
        answered(() -> cancelCampaign.cancel(caller.tenant(), campaign));
        return views.accepted(caller.tenant(), campaign);
    }

    record Pause(@Nullable String reason) {}

    private static String reason(@Nullable Pause pause) {
        if (pause == null || pause.reason() == null || pause.reason().isBlank()) {
            return "requested";
        }
        var reason = pause.reason().strip();
        if (reason.length() > LONGEST_REASON) {
            throw ApiProblem.invalid("/reason", "too_long", "At most " + LONGEST_REASON + " characters");
        }
        return reason;
    }
}
