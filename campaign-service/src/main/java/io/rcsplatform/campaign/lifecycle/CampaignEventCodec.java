package io.rcsplatform.campaign.lifecycle;

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
import io.rcsplatform.domain.campaign.CampaignSettings;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The stored form of campaign events. A name and the form under it never change; a new form gets a new name. */
class CampaignEventCodec {
    private final JsonMapper mapper;

    CampaignEventCodec(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** @param payload what the event's columns do not say */
    record Stored(String type, String payload) {}

    Stored encode(CampaignEvent event) {
        return switch (event) {
            case CampaignCreated e -> stored("campaign.created.v1", CreatedV1.of(e.settings()));
            case CampaignScheduled e -> stored("campaign.scheduled.v1", new ScheduledV1(e.launchAt()));
            case CampaignLaunched _ -> stored("campaign.launched.v1", Map.of());
            case CampaignPlanned e -> stored("campaign.planned.v1", new PlannedV1(e.recipients(), e.skipped()));
            case CampaignPaused e -> stored("campaign.paused.v1", new ReasonV1(e.reason()));
            case CampaignResumed _ -> stored("campaign.resumed.v1", Map.of());
            case CampaignDrained _ -> stored("campaign.drained.v1", Map.of());
            case CampaignCompleted _ -> stored("campaign.completed.v1", Map.of());
            case CampaignCancelled _ -> stored("campaign.cancelled.v1", Map.of());
            case CampaignFailed e -> stored("campaign.failed.v1", new ReasonV1(e.reason()));
        };
    }

    CampaignEvent decode(TenantId tenant, CampaignId id, Stored stored, Instant at) {
        return switch (stored.type()) {
            case "campaign.created.v1" ->
                new CampaignCreated(id, tenant, read(stored, CreatedV1.class).settings(), at);
            case "campaign.scheduled.v1" ->
                new CampaignScheduled(id, read(stored, ScheduledV1.class).launchAt(), at);
            case "campaign.launched.v1" -> new CampaignLaunched(id, at);
            case "campaign.planned.v1" -> {
                var planned = read(stored, PlannedV1.class);
                yield new CampaignPlanned(id, planned.recipients(), planned.skipped(), at);
            }
            case "campaign.paused.v1" ->
                new CampaignPaused(id, read(stored, ReasonV1.class).reason(), at);
            case "campaign.resumed.v1" -> new CampaignResumed(id, at);
            case "campaign.drained.v1" -> new CampaignDrained(id, at);
            case "campaign.completed.v1" -> new CampaignCompleted(id, at);
            case "campaign.cancelled.v1" -> new CampaignCancelled(id, at);
            case "campaign.failed.v1" ->
                new CampaignFailed(id, read(stored, ReasonV1.class).reason(), at);
            default -> throw new IllegalStateException("unknown event " + stored.type() + " in the history of " + id);
        };
    }

    private Stored stored(String type, Object payload) {
        return new Stored(type, mapper.writeValueAsString(payload));
    }

    private <T> T read(Stored stored, Class<T> form) {
        return mapper.readValue(stored.payload(), form);
    }

    record CreatedV1(
            String name,
            SenderId senderId,
            TemplateVersionId templateVersionId,
            AudienceId audienceId,
            TrafficClass trafficClass,
            @Nullable SenderId fallbackSenderId,
            long validityS,
            @Nullable UnknownPolicy unknownPolicy) {

        static CreatedV1 of(CampaignSettings settings) {
            return new CreatedV1(
                    settings.name(),
                    settings.sender(),
                    settings.templateVersion(),
                    settings.audience(),
                    settings.trafficClass(),
                    settings.fallbackSender(),
                    settings.validity().toSeconds(),
                    settings.unknownPolicy());
        }

        CampaignSettings settings() {
            return new CampaignSettings(
                    name,
                    senderId,
                    templateVersionId,
                    audienceId,
                    trafficClass,
                    fallbackSenderId,
                    Duration.ofSeconds(validityS),
                    unknownPolicy == null ? UnknownPolicy.usualFor(trafficClass) : unknownPolicy);
        }
    }

    record ScheduledV1(Instant launchAt) {}

    record PlannedV1(int recipients, int skipped) {}

    record ReasonV1(String reason) {}
}
