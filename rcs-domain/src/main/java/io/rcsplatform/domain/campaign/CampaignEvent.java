package io.rcsplatform.domain.campaign;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;

/** What has happened to a campaign. The stored history of these is the campaign; each carries facts, not entities. */
public sealed interface CampaignEvent {
    CampaignId campaignId();

    Instant occurredAt();

    record CampaignCreated(CampaignId campaignId, TenantId tenantId, CampaignSettings settings, Instant occurredAt)
            implements CampaignEvent {}

    record CampaignScheduled(CampaignId campaignId, Instant launchAt, Instant occurredAt) implements CampaignEvent {}

    /** The instant is part of every message id of this campaign. */
    record CampaignLaunched(CampaignId campaignId, Instant occurredAt) implements CampaignEvent {}

    /**
     * The audience is frozen.
     *
     * @param recipients all of them, the skipped ones included
     * @param skipped those that will get no message, each with a reason
     */
    record CampaignPlanned(CampaignId campaignId, int recipients, int skipped, Instant occurredAt)
            implements CampaignEvent {}

    record CampaignPaused(CampaignId campaignId, String reason, Instant occurredAt) implements CampaignEvent {}

    record CampaignResumed(CampaignId campaignId, Instant occurredAt) implements CampaignEvent {}

    /** Every batch has been worked off. */
    record CampaignDrained(CampaignId campaignId, Instant occurredAt) implements CampaignEvent {}

    record CampaignCompleted(CampaignId campaignId, Instant occurredAt) implements CampaignEvent {}

    record CampaignCancelled(CampaignId campaignId, Instant occurredAt) implements CampaignEvent {}

    record CampaignFailed(CampaignId campaignId, String reason, Instant occurredAt) implements CampaignEvent {}
}
