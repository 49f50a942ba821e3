package io.rcsplatform.campaign.progress;

import static io.rcsplatform.domain.message.MessageState.CANCELLED;
import static io.rcsplatform.domain.message.MessageState.DELIVERED;
import static io.rcsplatform.domain.message.MessageState.EXPIRED;
import static io.rcsplatform.domain.message.MessageState.FAILED;
import static io.rcsplatform.domain.message.MessageState.READ;
import static io.rcsplatform.domain.message.MessageState.REVOKED;
import static io.rcsplatform.domain.message.MessageState.SENT;
import static io.rcsplatform.domain.message.MessageState.SKIPPED;
import static io.rcsplatform.domain.message.MessageState.UNKNOWN;

import io.rcsplatform.campaign.progress.CampaignProgress.Standing;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.id.CampaignId;
import java.util.Map;
import java.util.TreeMap;

/**
 * Each recipient in exactly one place.
 *
 * @param unaccounted recipients that are in no place, less than 0 where some are in several; with {@code balanced} there are none
 * @param complete whether nothing is to come, as far as is known
 */
public record Reconciliation(
        CampaignId campaignId,
        CampaignStatus status,
        long planned,
        Outcomes outcomes,
        Map<String, Long> failuresByReason,
        Map<String, Long> skips,
        long inProgress,
        Fallback fallback,
        long deliveredTwice,
        long duplicates,
        long unaccounted,
        boolean balanced,
        boolean complete) {

    public static Reconciliation of(CampaignId id, Standing standing) {
        var counts = standing.counts();
        var outcomes = Outcomes.of(standing);
        var skips = new TreeMap<>(counts.startingWith(Counts.SKIP));
        counts.reasonsOf(SKIPPED).forEach((reason, count) -> skips.merge(reason, count, Long::sum));
        long skipped = standing.outcome(SKIPPED) + counts.sum(Counts.SKIP);
        long unaccounted = standing.planned() - outcomes.sum() - skipped - standing.inProgress();
        var fallback = new Fallback(
                counts.of(Counts.REQUESTED),
                counts.of(Counts.ORDERED),
                counts.startingWith(Counts.DECLINED),
                standing.fallbackPending());
        return new Reconciliation(
                id,
                standing.status(),
                standing.planned(),
                outcomes,
                counts.reasonsOf(FAILED, EXPIRED, REVOKED),
                skips,
                standing.inProgress(),
                fallback,
                counts.of(Counts.DELIVERED_TWICE),
                counts.of(Counts.DUPLICATES),
                unaccounted,
                unaccounted == 0,
                planned(standing.status())
                        && standing.inProgress() == 0
                        && unaccounted == 0
                        && fallback.pending() == 0);
    }

    private static boolean planned(CampaignStatus status) {
        return switch (status) {
            case DRAFT, SCHEDULED, PLANNING -> false;
            case RUNNING, PAUSED, DRAINING, COMPLETED, CANCELLED, FAILED -> true;
        };
    }

    public record Outcomes(
            long sent,
            long delivered,
            long read,
            long failed,
            long expired,
            long revoked,
            long unknown,
            long cancelled) {

        static Outcomes of(Standing standing) {
            return new Outcomes(
                    standing.outcome(SENT),
                    standing.outcome(DELIVERED),
                    standing.outcome(READ),
                    standing.outcome(FAILED),
                    standing.outcome(EXPIRED),
                    standing.outcome(REVOKED),
                    standing.outcome(UNKNOWN),
                    standing.outcome(CANCELLED));
        }

        long sum() {
            return sent + delivered + read + failed + expired + revoked + unknown + cancelled;
        }
    }

    public record Fallback(long requested, long ordered, Map<String, Long> declined, long pending) {}
}
