package io.rcsplatform.campaign.progress;

import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Where a campaign stands, from its plan, its batches and its counters as they were at one instant. */
@Repository
class CampaignProgress {
    private static final String CAMPAIGN = """
            select c.status, c.recipients,
                   coalesce((select max(k.updated_at)
                               from campaign_counter k
                              where k.tenant_id = c.tenant_id and k.campaign_id = c.id),
                            c.created_at) as updated_at
              from campaign c
             where c.tenant_id = :tenant and c.id = :campaign
            """;
    /** What a completed batch does not account for is on its way for a minute, and missing after, but for what is tried again. */
    private static final String BATCHES = """
            select coalesce(sum(last_seq - first_seq + 1 - settled) filter (
                       where state in ('pending', 'fed') or state = 'done' and done_at > now() - interval '1 minute'), 0)
                   + coalesce(sum(least(last_seq - first_seq + 1 - settled, deferred)) filter (
                       where state = 'done' and done_at <= now() - interval '1 minute'), 0) as in_progress,
                   coalesce(sum(last_seq - first_seq + 1 - settled) filter (where state = 'cancelled'), 0) as cancelled
              from campaign_batch
             where tenant_id = :tenant and campaign_id = :campaign
            """;

    private static final String PLANNED = """
            select count(*) from campaign_recipient where tenant_id = :tenant and campaign_id = :campaign
            """;

    private final JdbcClient jdbc;
    private final CampaignCounters counters;

    CampaignProgress(JdbcClient jdbc, CampaignCounters counters) {
        this.jdbc = jdbc;
        this.counters = counters;
    }

    /**
     * @param inProgress recipients whose outcome is still to come
     * @param neverFed recipients of batches that were cancelled before anything of them came to an outcome
     */
    record Standing(
            CampaignStatus status, long planned, long inProgress, long neverFed, Counts counts, Instant updatedAt) {

        long outcome(MessageState state) {
            return counts.in(state) + (state == MessageState.CANCELLED ? neverFed : 0);
        }

        long fallbackPending() {
            return counts.of(Counts.REQUESTED) - counts.of(Counts.ORDERED) - counts.sum(Counts.DECLINED);
        }
    }

    /** The number of recipients is the one that the planning announced. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Standing standing(TenantId tenant, CampaignId campaign) {
        return read(tenant, campaign).orElseThrow(() -> ApiProblem.notFound("campaign", campaign.toString()));
    }

    /** The number of recipients is counted anew. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Standing recount(TenantId tenant, CampaignId campaign) {
        var standing = standing(tenant, campaign);
        long planned = jdbc.sql(PLANNED)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .query(Long.class)
                .single();
        return new Standing(
                standing.status(),
                planned,
                standing.inProgress(),
                standing.neverFed(),
                standing.counts(),
                standing.updatedAt());
    }

    private Optional<Standing> read(TenantId tenant, CampaignId campaign) {
        var batches = jdbc.sql(BATCHES)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .query(Batches.class)
                .single();
        var counts = counters.read(tenant, campaign);
        return jdbc.sql(CAMPAIGN)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .query((row, _) -> new Standing(
                        CampaignStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                        row.getLong("recipients"),
                        batches.inProgress(),
                        batches.cancelled(),
                        counts,
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private record Batches(long inProgress, long cancelled) {}
}
