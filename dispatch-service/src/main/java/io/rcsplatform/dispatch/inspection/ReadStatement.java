package io.rcsplatform.dispatch.inspection;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.messaging.Outbox;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Adds up what the ledger has of a campaign. A change and its event are one transaction, so one snapshot has both or neither. */
@Service
class ReadStatement {
    private final CampaignLegs legs;
    private final Outbox outbox;

    ReadStatement(CampaignLegs legs, Outbox outbox) {
        this.legs = legs;
        this.outbox = outbox;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Totals totals(TenantId tenant, CampaignId campaign) {
        return add(tenant, campaign);
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Statement statement(TenantId tenant, CampaignId campaign) {
        return new Statement(add(tenant, campaign), outbox.about(Destination.MESSAGE_EVENTS, tenant, campaign));
    }

    private Totals add(TenantId tenant, CampaignId campaign) {
        var batches = legs.batches(tenant, campaign);
        return Totals.of(
                campaign,
                batches,
                legs.count(tenant, campaign, batches),
                legs.optOuts(tenant, campaign, batches),
                outbox.waitingAbout(Destination.MESSAGE_EVENTS, tenant, campaign));
    }
}
