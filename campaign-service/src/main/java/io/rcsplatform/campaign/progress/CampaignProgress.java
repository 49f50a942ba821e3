package io.rcsplatform.campaign.progress;

import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.platform.web.ApiProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where a campaign stands, from its plan, its batches and its counters as they were at one instant. */
@Repository
public class CampaignProgress {
    /**
     * One statement, so that all of it is seen as it was at one instant, within any transaction. What a completed batch does not account
     * for is on its way for a minute, and missing after, but for what is tried again.
     */
    private static final String STANDING = """
            select c.status, coalesce(c.launched_at, c.created_at) as launched_at, counted.names, counted.counts, coalesce(counted.updated_at, c.created_at) as updated_at,
                   c.recipients_kept = 'all' as is_kept,
                   case when :recount and c.recipients_kept = 'all'
                        then (select count(*)
                                from campaign_recipient r
                               where r.tenant_id = c.tenant_id and r.campaign_id = c.id)
                        else c.recipients
                    end as planned,
                   coalesce(planned.in_progress, 0) as in_progress, coalesce(planned.never_fed, 0) as never_fed
              from campaign c
             cross join lateral (
                    select array_agg(k.name) as names, array_agg(k.count) as counts, max(k.updated_at) as updated_at
                      from campaign_counter k
                     where k.tenant_id = c.tenant_id and k.campaign_id = c.id) as counted
             cross join lateral (
                    select coalesce(sum(b.missing) filter (
                               where b.state in ('pending', 'fed')
                                  or b.state = 'done' and b.done_at > now() - interval '1 minute'), 0)
                           + coalesce(sum(least(b.missing, b.deferred)) filter (
                               where b.state = 'done' and b.done_at <= now() - interval '1 minute'), 0) as in_progress,
                           sum(b.missing) filter (where b.state = 'cancelled') as never_fed
                      from (select state, done_at, deferred, greatest(last_seq - first_seq + 1 - settled, 0) as missing
                              from campaign_batch
                             where tenant_id = c.tenant_id and campaign_id = c.id) as b) as planned
             where c.tenant_id = :tenant and c.id = :campaign
            """;

    private final JdbcClient jdbc;

    CampaignProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param launchedAt when it was created, before it is launched
     * @param inProgress recipients whose outcome is still to come
     * @param neverFed recipients of batches that were cancelled before anything of them came to an outcome
     * @param isKept whether its recipients are known one by one, as they are until the retention gives them up
     */
    public record Standing(
            CampaignStatus status,
            Instant launchedAt,
            long planned,
            long inProgress,
            long neverFed,
            Counts counts,
            Instant updatedAt,
            boolean isKept) {

        public long outcome(MessageState state) {
            return counts.in(state) + (state == MessageState.CANCELLED ? neverFed : 0);
        }

        public long fallbackPending() {
            return counts.of(Counts.REQUESTED) - counts.of(Counts.ORDERED) - counts.sum(Counts.DECLINED);
        }
    }

    /** The number of recipients is the one that the planning announced. */
    public Standing standing(TenantId tenant, CampaignId campaign) {
        return read(tenant, campaign, false);
    }

    /** The number of recipients is counted anew, while they are kept. */
    public Standing recount(TenantId tenant, CampaignId campaign) {
        return read(tenant, campaign, true);
    }

    private Standing read(TenantId tenant, CampaignId campaign, boolean recount) {
        return jdbc.sql(STANDING)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .param("recount", recount)
                .query((row, _) -> standing(row))
                .optional()
                .orElseThrow(() -> ApiProblem.notFound("campaign", campaign.toString()));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                CampaignStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getObject("launched_at", OffsetDateTime.class).toInstant(),
                row.getLong("planned"),
                row.getLong("in_progress"),
                row.getLong("never_fed"),
                Counts.standing(byName(row)),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("is_kept"));
    }

    private static Map<String, Long> byName(ResultSet row) throws SQLException {
        var byName = new HashMap<String, Long>();
        var names = row.getArray("names");
        if (names != null) {
            var counts = (Long[]) row.getArray("counts").getArray();
            var keys = (String[]) names.getArray();
            for (int i = 0; i < keys.length; i++) {
                byName.put(keys[i], counts[i]);
            }
        }
        return byName;
    }
}
