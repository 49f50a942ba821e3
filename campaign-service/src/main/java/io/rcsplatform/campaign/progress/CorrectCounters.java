package io.rcsplatform.campaign.progress;

import io.rcsplatform.campaign.lifecycle.Doorbell;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.messaging.Inbox;
import java.time.Instant;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves a campaign's counters to where they should stand. The events whose effects are in the new figures are taken for applied first, so
 * that one of them that is still on its way is not counted again when it comes; one that is being counted right now is waited for.
 */
@Service
public class CorrectCounters {
    private static final String ALL_SETTLED = """
            update campaign_batch
               set settled = last_seq - first_seq + 1
             where tenant_id = :tenant and campaign_id = :campaign and state = 'done' and settled < last_seq - first_seq + 1
            """;

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final CampaignProgress progress;
    private final CampaignCounters counters;
    private final Doorbell doorbell;
    private final TransactionOperations transactions;

    CorrectCounters(
            JdbcClient jdbc,
            Inbox inbox,
            CampaignProgress progress,
            CampaignCounters counters,
            Doorbell doorbell,
            TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.progress = progress;
        this.counters = counters;
        this.doorbell = doorbell;
        this.transactions = transactions;
    }

    /**
     * @param asOf by the database's clock, an instant before the right figures were read
     * @param included all events whose effects are in the right figures
     * @param correction from where the counters stand to by how much they have to move; every message has its outcome
     * @return false where a later event has been counted since, and nothing was corrected
     */
    public boolean correct(
            TenantId tenant,
            CampaignId campaign,
            Instant asOf,
            Collection<EventId> included,
            UnaryOperator<Counts> correction) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            var _ = inbox.takeForApplied(CountMessageEvents.CONSUMER, included);
            var standing = progress.standing(tenant, campaign);
            if (standing.updatedAt().isAfter(asOf)) {
                transaction.setRollbackOnly();
                return false;
            }
            counters.add(tenant, campaign, correction.apply(standing.counts()));
            jdbc.sql(ALL_SETTLED)
                    .param("tenant", tenant.value())
                    .param("campaign", campaign.value())
                    .update();
            doorbell.ringAfterCommit(Doorbell.Occasion.PROGRESS_MADE);
            return true;
        }));
    }
}
