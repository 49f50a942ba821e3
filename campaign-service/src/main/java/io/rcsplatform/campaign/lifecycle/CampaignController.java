package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.lifecycle.CampaignViews.RecipientView;
import io.rcsplatform.domain.campaign.CampaignEvent;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignCancelled;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignCompleted;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignCreated;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignDrained;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignFailed;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignLaunched;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignPaused;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignPlanned;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignResumed;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignScheduled;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/campaigns")
class CampaignController {
    private final Campaigns campaigns;
    private final CampaignViews views;
    private final CreateCampaign createCampaign;

    CampaignController(Campaigns campaigns, CampaignViews views, CreateCampaign createCampaign) {
        this.campaigns = campaigns;
        this.views = views;
        this.createCampaign = createCampaign;
    }

    @PostMapping
    @Scope("campaigns:write")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CampaignView> create(Caller caller, @RequestBody Draft draft) {
        var created = createCampaign.create(caller.tenant(), draft);
        var view = CampaignView.of(created.campaign(), created.at());
        return ResponseEntity.created(URI.create("/v1/campaigns/" + view.id()))
                .eTag(view.etag())
                .body(view);
    }

    @GetMapping
    @Scope("campaigns:read")
    Page<CampaignView> list(Caller caller, Paging paging) {
        return views.page(caller.tenant(), paging);
    }

    @GetMapping("/{id}")
    @Scope("campaigns:read")
    ResponseEntity<CampaignView> get(Caller caller, @PathVariable String id) {
        var view = views.get(caller.tenant(), PathId.parse("campaign", id, CampaignId::parse));
        return ResponseEntity.ok().eTag(view.etag()).body(view);
    }

    @GetMapping("/{id}/history")
    @Scope("campaigns:read")
    History history(Caller caller, @PathVariable String id) {
        var view = views.get(caller.tenant(), PathId.parse("campaign", id, CampaignId::parse));
        return new History(campaigns.history(caller.tenant(), view.id()).stream()
                .map(recorded -> new HistoryEntry(
                        recorded.sequence(), recorded.type(), recorded.event().occurredAt(), details(recorded.event())))
                .toList());
    }

    @GetMapping("/{id}/recipients")
    @Scope("campaigns:read")
    Page<RecipientView> recipients(Caller caller, @PathVariable String id, Paging paging) {
        var view = views.get(caller.tenant(), PathId.parse("campaign", id, CampaignId::parse));
        return views.recipients(view, caller.tenant(), paging);
    }

    private static Map<String, Object> details(CampaignEvent event) {
        return switch (event) {
            case CampaignCreated e -> Map.of("name", e.settings().name());
            case CampaignScheduled e -> Map.of("launch_at", e.launchAt());
            case CampaignPlanned e -> Map.of("recipients", e.recipients(), "skipped", e.skipped());
            case CampaignPaused e -> Map.of("reason", e.reason());
            case CampaignFailed e -> Map.of("reason", e.reason());
            case CampaignLaunched _, CampaignResumed _, CampaignDrained _, CampaignCompleted _, CampaignCancelled _ ->
                Map.of();
        };
    }

    record History(List<HistoryEntry> data) {}

    /** @param details what the event says, beside its type */
    record HistoryEntry(long sequence, String type, Instant occurredAt, Map<String, Object> details) {}
}
