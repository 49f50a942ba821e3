package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as the API shows it.
 *
 * @param recipientsKept whether they are known one by one; long after its end a campaign's figures are kept and its recipients are not
 * @param stalled why it does not move although it has work; null where it moves, or has none
 */
record CampaignView(
        CampaignId id,
        String name,
        CampaignStatus status,
        @Nullable String statusReason,
        @Nullable Stall stalled,
        SenderId senderId,
        TemplateVersionId templateVersionId,
        AudienceId audienceId,
        TrafficClass trafficClass,
        @Nullable Fallback fallback,
        long validityS,
        UnknownPolicy unknownPolicy,
        @Nullable Instant launchAt,
        @Nullable Instant launchedAt,
        int recipients,
        int skipped,
        boolean recipientsKept,
        Instant createdAt,
        long version) {

    record Fallback(SenderId senderId) {}

    /** @param action what is being done about it, and what can be */
    record Stall(StallReason reason, Instant since, String action) {
        static Stall of(StallReason reason, Instant since) {
            return new Stall(reason, since, reason.action());
        }
    }

    static CampaignView of(Campaign campaign, Instant createdAt) {
        var settings = campaign.settings();
        return new CampaignView(
                campaign.id(),
                settings.name(),
                campaign.status(),
                campaign.statusReason(),
                null,
                settings.sender(),
                settings.templateVersion(),
                settings.audience(),
                settings.trafficClass(),
                settings.fallbackSender() == null ? null : new Fallback(settings.fallbackSender()),
                settings.validity().toSeconds(),
                settings.unknownPolicy(),
                campaign.launchAt(),
                campaign.launchedAt(),
                campaign.recipients(),
                campaign.skipped(),
                true,
                createdAt,
                campaign.version());
    }

    /** The version as an entity tag: it changes whenever the campaign does. */
    String etag() {
        return "\"" + version + "\"";
    }
}
