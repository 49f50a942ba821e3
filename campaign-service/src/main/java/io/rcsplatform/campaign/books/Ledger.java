package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import java.util.List;

/** Port: dispatch-service's ledger of messages, which is the truth about what became of them. */
interface Ledger {
    /** @throws Unanswered when it cannot be asked for now */
    LedgerTotals totals(TenantId tenant, CampaignId campaign);

    /** @throws Unanswered when it cannot be asked for now */
    Statement statement(TenantId tenant, CampaignId campaign);

    /** @param events whose effects are in the totals: all that are about this campaign, but for those longer than a day ago */
    record Statement(LedgerTotals totals, List<EventId> events) {}
}
