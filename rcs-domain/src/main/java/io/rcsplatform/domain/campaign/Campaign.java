package io.rcsplatform.domain.campaign;

import static io.rcsplatform.domain.campaign.CampaignStatus.CANCELLED;
import static io.rcsplatform.domain.campaign.CampaignStatus.COMPLETED;
import static io.rcsplatform.domain.campaign.CampaignStatus.DRAFT;
import static io.rcsplatform.domain.campaign.CampaignStatus.DRAINING;
import static io.rcsplatform.domain.campaign.CampaignStatus.FAILED;
import static io.rcsplatform.domain.campaign.CampaignStatus.PAUSED;
import static io.rcsplatform.domain.campaign.CampaignStatus.PLANNING;
import static io.rcsplatform.domain.campaign.CampaignStatus.RUNNING;
import static io.rcsplatform.domain.campaign.CampaignStatus.SCHEDULED;

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
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's bulk send. Commands return the events they cause and change nothing; {@link #apply} is the only way state moves. The
 * single recipients are not in here: a campaign to a million people has a dozen events.
 *
 * @param launchAt when it is due; null unless scheduled
 * @param launchedAt when it was launched; null before
 * @param statusReason why it is paused or failed; null otherwise
 * @param version number of events so far
 */
public record Campaign(
        CampaignId id,
        TenantId tenant,
        CampaignSettings settings,
        CampaignStatus status,
        @Nullable Instant launchAt,
        @Nullable Instant launchedAt,
        int recipients,
        int skipped,
        @Nullable String statusReason,
        long version) {

    public static CampaignCreated create(CampaignId id, TenantId tenant, CampaignSettings settings, Instant now) {
        return new CampaignCreated(id, tenant, settings, now);
    }

    public static Campaign replay(List<CampaignEvent> history) {
        if (!(history.getFirst() instanceof CampaignCreated created)) {
            throw new IllegalStateException("a history starts with the creation: " + history.getFirst());
        }
        var first = new Campaign(
                created.campaignId(), created.tenantId(), created.settings(), DRAFT, null, null, 0, 0, null, 1);
        return history.stream().skip(1).reduce(first, Campaign::apply, (a, _) -> a);
    }

    public List<CampaignEvent> schedule(Instant dueAt, Instant now) {
        requireOneOf(
                Set.of(DRAFT, SCHEDULED),
                "campaign_not_draft",
                "only a draft can be scheduled",
                "Create another campaign with the same settings and schedule that one");
        if (status == SCHEDULED && dueAt.equals(launchAt)) {
            return List.of();
        }
        return List.of(new CampaignScheduled(id, dueAt, now));
    }

    /** The instant becomes part of every message id, so it is kept to the millisecond that an id can carry. */
    public List<CampaignEvent> launch(Instant now) {
        requireOneOf(
                Set.of(DRAFT, SCHEDULED),
                "campaign_not_draft",
                "it has been launched already",
                "Read its status; to send the same again, create another campaign");
        return List.of(new CampaignLaunched(id, now.truncatedTo(ChronoUnit.MILLIS)));
    }

    /** The audience has been frozen. A campaign without anybody to message drains at once. */
    public List<CampaignEvent> planned(int recipients, int skipped, Instant now) {
        requireOneOf(Set.of(PLANNING), "campaign_not_planning", "it is not being planned", "Read its status");
        return List.of(new CampaignPlanned(id, recipients, skipped, now));
    }

    public List<CampaignEvent> pause(String reason, Instant now) {
        if (status == PAUSED) {
            return List.of();
        }
        requireOneOf(
                Set.of(RUNNING),
                "campaign_not_running",
                "only a running campaign can be paused",
                status == PLANNING || status == SCHEDULED
                        ? "Cancel it, or pause it once it is running"
                        : "Read its status; there is nothing to pause");
        return List.of(new CampaignPaused(id, reason, now));
    }

    public List<CampaignEvent> resume(Instant now) {
        if (status == RUNNING) {
            return List.of();
        }
        requireOneOf(
                Set.of(PAUSED),
                "campaign_not_paused",
                "only a paused campaign can be resumed",
                status == DRAFT || status == SCHEDULED ? "Launch it" : "Read its status; there is nothing to resume");
        return List.of(new CampaignResumed(id, now));
    }

    /** Every batch has been worked off. */
    public List<CampaignEvent> drained(Instant now) {
        requireOneOf(Set.of(RUNNING, PAUSED), "campaign_not_running", "it is not running", "Read its status");
        return List.of(new CampaignDrained(id, now));
    }

    public List<CampaignEvent> complete(Instant now) {
        requireOneOf(Set.of(DRAINING), "campaign_not_draining", "outcomes are missing", "Wait for them");
        return List.of(new CampaignCompleted(id, now));
    }

    /** What is in flight still arrives and is counted; nothing more is handed over. */
    public List<CampaignEvent> cancel(Instant now) {
        if (status == CANCELLED) {
            return List.of();
        }
        requireOneOf(
                Set.of(DRAFT, SCHEDULED, PLANNING, RUNNING, PAUSED),
                "campaign_ended",
                "everything has been handed over already",
                "Nothing is left to cancel; read its metrics");
        return List.of(new CampaignCancelled(id, now));
    }

    public List<CampaignEvent> fail(String reason, Instant now) {
        if (status.isEnd()) {
            return List.of();
        }
        return List.of(new CampaignFailed(id, reason, now));
    }

    public Campaign apply(CampaignEvent event) {
        return switch (event) {
            case CampaignCreated _ -> throw new IllegalStateException("created twice: " + id);
            case CampaignScheduled e -> next(SCHEDULED, e.launchAt(), null, recipients, skipped, null);
            case CampaignLaunched e -> next(PLANNING, launchAt, e.occurredAt(), recipients, skipped, null);
            case CampaignPlanned e -> next(RUNNING, launchAt, launchedAt, e.recipients(), e.skipped(), null);
            case CampaignPaused e -> moved(PAUSED, e.reason());
            case CampaignResumed _ -> moved(RUNNING, null);
            case CampaignDrained _ -> moved(DRAINING, null);
            case CampaignCompleted _ -> moved(COMPLETED, null);
            case CampaignCancelled _ -> moved(CANCELLED, null);
            case CampaignFailed e -> moved(FAILED, e.reason());
        };
    }

    private Campaign moved(CampaignStatus to, @Nullable String reason) {
        return next(to, launchAt, launchedAt, recipients, skipped, reason);
    }

    private Campaign next(
            CampaignStatus to,
            @Nullable Instant due,
            @Nullable Instant launched,
            int planned,
            int notSent,
            @Nullable String reason) {
        return new Campaign(id, tenant, settings, to, due, launched, planned, notSent, reason, version + 1);
    }

    private void requireOneOf(Set<CampaignStatus> allowed, String code, String detail, String action) {
        if (!allowed.contains(status)) {
            throw new CampaignRefused(id, status, code, detail, action);
        }
    }
}
