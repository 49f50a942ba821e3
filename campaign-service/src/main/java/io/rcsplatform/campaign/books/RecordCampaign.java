package io.rcsplatform.campaign.books;

import io.rcsplatform.campaign.progress.CampaignProgress;
import io.rcsplatform.campaign.progress.Reconciliation;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what became of a campaign, as a further record of its tenant's chain. */
@Service
public class RecordCampaign {
    private static final int FORM = 1;

    private final CampaignProgress progress;
    private final ReconciliationChain chain;
    private final CanonicalJson json;
    private final Clock clock;

    RecordCampaign(CampaignProgress progress, ReconciliationChain chain, CanonicalJson json, Clock clock) {
        this.progress = progress;
        this.chain = chain;
        this.json = json;
        this.clock = clock;
    }

    /** In the transaction that ends the campaign, so that none ends without its record. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ended(TenantId tenant, CampaignId campaign) {
        var head = chain.lockHead(tenant);
        var figures = figures(tenant, campaign);
        append(head, tenant, figures, Cause.of(figures.status()));
    }

    /** @return whether the campaign has a record and the figures are others now */
    @Transactional
    public boolean changed(TenantId tenant, CampaignId campaign) {
        var head = chain.lockHead(tenant);
        var figures = figures(tenant, campaign);
        var latest = chain.latest(tenant, campaign);
        if (latest.isEmpty() || says(latest.get(), figures)) {
            return false;
        }
        append(head, tenant, figures, Cause.CHANGED);
        return true;
    }

    boolean says(ReconciliationRecord recorded, Reconciliation figures) {
        return json.read(recorded.content()).path("figures").equals(json.read(json.write(figures)));
    }

    private Reconciliation figures(TenantId tenant, CampaignId campaign) {
        return Reconciliation.of(campaign, progress.recount(tenant, campaign));
    }

    private void append(ReconciliationChain.Head head, TenantId tenant, Reconciliation figures, Cause cause) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long sequence = head.sequence() + 1;
        var content = json.write(new Content(FORM, tenant, sequence, figures.campaignId(), cause, now, figures));
        chain.append(new ReconciliationRecord(
                tenant,
                sequence,
                figures.campaignId(),
                cause,
                now,
                content,
                head.hash(),
                head.hash().then(content)));
    }

    /** @param form of this content; another one is a further number */
    record Content(
            int form,
            TenantId tenantId,
            long sequence,
            CampaignId campaignId,
            Cause cause,
            Instant recordedAt,
            Reconciliation figures) {}
}
