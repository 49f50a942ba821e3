package io.rcsplatform.domain.campaign;

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
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One campaign and what can have happened to it. */
public final class CampaignFixture {
    public static final CampaignId ID = new CampaignId(UUID.fromString("01a00000-0000-7000-8000-000000000001"));
    public static final TenantId TENANT = new TenantId(UUID.fromString("01a00000-0000-7000-8000-000000000002"));
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final CampaignSettings SETTINGS = new CampaignSettings(
            "Spring sale",
            new SenderId(UUID.fromString("01a00000-0000-7000-8000-000000000003")),
            new TemplateVersionId(UUID.fromString("01a00000-0000-7000-8000-000000000004")),
            new AudienceId(UUID.fromString("01a00000-0000-7000-8000-000000000005")),
            TrafficClass.PROMOTION,
            new SenderId(UUID.fromString("01a00000-0000-7000-8000-000000000006")),
            Duration.ofDays(1),
            UnknownPolicy.NEVER_TWICE);

    private CampaignFixture() {}

    public static Campaign given(CampaignEvent... history) {
        return Campaign.replay(List.of(history));
    }

    public static CampaignCreated created() {
        return new CampaignCreated(ID, TENANT, SETTINGS, NOW);
    }

    public static CampaignScheduled scheduledFor(Instant launchAt) {
        return new CampaignScheduled(ID, launchAt, NOW);
    }

    public static CampaignLaunched launched() {
        return new CampaignLaunched(ID, NOW);
    }

    public static CampaignPlanned planned(int recipients, int skipped) {
        return new CampaignPlanned(ID, recipients, skipped, NOW);
    }

    public static CampaignPaused paused(String reason) {
        return new CampaignPaused(ID, reason, NOW);
    }

    public static CampaignResumed resumed() {
        return new CampaignResumed(ID, NOW);
    }

    public static CampaignDrained drained() {
        return new CampaignDrained(ID, NOW);
    }

    public static CampaignCompleted completed() {
        return new CampaignCompleted(ID, NOW);
    }

    public static CampaignCancelled cancelled() {
        return new CampaignCancelled(ID, NOW);
    }

    public static CampaignFailed failed(String reason) {
        return new CampaignFailed(ID, reason, NOW);
    }
}
