package io.rcsplatform.campaign.books;

import io.rcsplatform.campaign.PathId;
import io.rcsplatform.campaign.progress.CampaignProgress;
import io.rcsplatform.campaign.progress.Reconciliation;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReconciliationController {
    private final CampaignProgress progress;
    private final ReconciliationChain chain;
    private final RecordCampaign recording;
    private final CompareWithLedger ledger;
    private final CompareWithProviders providers;

    ReconciliationController(
            CampaignProgress progress,
            ReconciliationChain chain,
            RecordCampaign recording,
            CompareWithLedger ledger,
            CompareWithProviders providers) {
        this.progress = progress;
        this.chain = chain;
        this.recording = recording;
        this.ledger = ledger;
        this.providers = providers;
    }

    @GetMapping("/v1/campaigns/{id}/reconciliation")
    @Scope("campaigns:read")
    Books reconciliation(Caller caller, @PathVariable("id") String address) {
        var id = PathId.parse("campaign", address, CampaignId::parse);
        var standing = progress.recount(caller.tenant(), id);
        var figures = Reconciliation.of(id, standing);
        var record = chain.latest(caller.tenant(), id)
                .map(latest -> new Recorded(
                        latest.sequence(), latest.hash().hex(), latest.recordedAt(), recording.says(latest, figures)))
                .orElse(null);
        return Books.of(
                figures,
                ledger.compare(caller.tenant(), id, standing),
                providers.compare(caller.tenant(), id, standing),
                record);
    }

    /**
     * Each recipient in exactly one place.
     *
     * @param unaccounted recipients that are in no place; with {@code balanced} there are none
     * @param complete whether nothing is to come, as far as is known
     * @param ledger what the ledger of messages counts itself
     * @param providers what the providers that it was sent through have on record themselves
     * @param record the latest one of this campaign; null before it has ended
     */
    record Books(
            CampaignId campaignId,
            CampaignStatus status,
            long planned,
            Reconciliation.Outcomes outcomes,
            Map<String, Long> failuresByReason,
            Map<String, Long> skips,
            long inProgress,
            Reconciliation.Fallback fallback,
            long deliveredTwice,
            long duplicates,
            long unaccounted,
            boolean balanced,
            boolean complete,
            LedgerView ledger,
            List<ProviderView> providers,
            @Nullable Recorded record) {

        static Books of(
                Reconciliation figures, LedgerView ledger, List<ProviderView> providers, @Nullable Recorded record) {
            return new Books(
                    figures.campaignId(),
                    figures.status(),
                    figures.planned(),
                    figures.outcomes(),
                    figures.failuresByReason(),
                    figures.skips(),
                    figures.inProgress(),
                    figures.fallback(),
                    figures.deliveredTwice(),
                    figures.duplicates(),
                    figures.unaccounted(),
                    figures.balanced(),
                    figures.complete(),
                    ledger,
                    providers,
                    record);
        }
    }

    /** @param current whether it says what the figures are now; what came in since is recorded before long */
    record Recorded(long sequence, String hash, Instant recordedAt, boolean current) {}
}
