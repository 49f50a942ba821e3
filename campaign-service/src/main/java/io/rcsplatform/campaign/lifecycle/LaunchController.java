package io.rcsplatform.campaign.lifecycle;

import static io.rcsplatform.campaign.lifecycle.Refusals.answered;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.platform.audit.AuditTrail;
import io.rcsplatform.platform.idempotency.SentOnce;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/campaigns/{id}")
@Scope("campaigns:launch")
class LaunchController {
    private final LaunchCampaign launchCampaign;
    private final ScheduleCampaign scheduleCampaign;
    private final CampaignViews views;

    LaunchController(LaunchCampaign launchCampaign, ScheduleCampaign scheduleCampaign, CampaignViews views) {
        this.launchCampaign = launchCampaign;
        this.scheduleCampaign = scheduleCampaign;
        this.views = views;
    }

    @PostMapping("/launch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @SentOnce
    ResponseEntity<CampaignView> launch(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        var campaign = PathId.parse("campaign", id, CampaignId::parse);
        AuditTrail.before(views.get(caller.tenant(), campaign));
        answered(() -> launchCampaign.launch(caller.tenant(), campaign, version(ifMatch)));
        return views.accepted(caller.tenant(), campaign);
    }

    @PostMapping("/schedule")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<CampaignView> schedule(Caller caller, @PathVariable String id, @RequestBody Schedule schedule) {
        var campaign = PathId.parse("campaign", id, CampaignId::parse);
        var launchAt = schedule.launchAt();
        if (launchAt == null) {
            throw ApiProblem.invalid("/launch_at", "required", "Must be given");
        }
        AuditTrail.before(views.get(caller.tenant(), campaign));
        answered(() -> scheduleCampaign.schedule(caller.tenant(), campaign, launchAt));
        return views.accepted(caller.tenant(), campaign);
    }

    record Schedule(@Required @Nullable Instant launchAt) {}

    /** A tag that is none of ours matches no version. */
    private static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.strip().replaceAll("^(W/)?\"|\"$", ""));
        } catch (NumberFormatException _) {
            return -1L;
        }
    }
}
