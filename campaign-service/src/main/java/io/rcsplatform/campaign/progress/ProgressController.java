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

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.progress.CampaignProgress.Standing;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/campaigns/{id}")
class ProgressController {
    private final CampaignProgress progress;

    ProgressController(CampaignProgress progress) {
        this.progress = progress;
    }

    @GetMapping("/metrics")
    @Scope("campaigns:read")
    Metrics metrics(Caller caller, @PathVariable("id") String address) {
        var id = PathId.parse("campaign", address, CampaignId::parse);
        return Metrics.of(id, progress.standing(caller.tenant(), id));
    }

    /** A funnel: what arrived was sent, and what was read arrived. */
    record Metrics(
            CampaignId campaignId,
            CampaignStatus status,
            long planned,
            long inProgress,
            long sent,
            long delivered,
            long read,
            long failed,
            long expired,
            long revoked,
            long unknown,
            long skipped,
            long cancelled,
            long fallback,
            long fallbackPending,
            long duplicates,
            Instant updatedAt) {

        static Metrics of(CampaignId id, Standing standing) {
            var counts = standing.counts();
            long read = standing.outcome(READ);
            long delivered = standing.outcome(DELIVERED) + read;
            return new Metrics(
                    id,
                    standing.status(),
                    standing.planned(),
                    standing.inProgress(),
                    standing.outcome(SENT) + delivered,
                    delivered,
                    read,
                    standing.outcome(FAILED),
                    standing.outcome(EXPIRED),
                    standing.outcome(REVOKED),
                    standing.outcome(UNKNOWN),
                    standing.outcome(SKIPPED) + counts.sum(Counts.SKIP),
                    standing.outcome(CANCELLED),
                    counts.of(Counts.ORDERED),
                    standing.fallbackPending(),
                    counts.of(Counts.DUPLICATES),
                    standing.updatedAt());
        }
    }
}
