package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignRefused;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.logging.LogFields;
import io.rcsplatform.platform.messaging.Traces;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes launched campaigns, one at a time, and freezes their audiences: each campaign once, whoever takes it and however often. */
@Service
class PlanCampaigns {
    private static final Logger log = LoggerFactory.getLogger(PlanCampaigns.class);
    private static final int ATTEMPTS = 5;

    private static final String NEXT = """
            select w.tenant_id, w.campaign_id, w.traceparent, now() as at
              from campaign_work w
              join campaign c on c.tenant_id = w.tenant_id and c.id = w.campaign_id
             where c.status = 'planning' and w.not_before <= now()
             order by c.launched_at
             limit 1
               for update of w skip locked
            """;
    /** The campaign's row is not locked, so whoever had the lease a moment ago may have planned it. Asked anew, its status shows that. */
    private static final String STILL_PLANNING = """
            select status = 'planning' from campaign where tenant_id = :tenant and id = :campaign
            """;

    private static final String PUT_OFF = """
            update campaign_work
               set attempts = attempts + 1, not_before = now() + make_interval(secs => 2 ^ attempts)
             where tenant_id = :tenant and campaign_id = :campaign
            returning attempts
            """;

    private final JdbcClient jdbc;
    private final Campaigns campaigns;
    private final AudienceFreeze freeze;
    private final Traces traces;
    private final TransactionOperations transactions;

    PlanCampaigns(
            JdbcClient jdbc,
            Campaigns campaigns,
            AudienceFreeze freeze,
            Traces traces,
            TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
        this.freeze = freeze;
        this.traces = traces;
        this.transactions = transactions;
    }

    /** @return whether there was one to plan */
    boolean planNext() {
        var failed = new Failure[1];
        var taken = transactions.execute(transaction -> {
            var next = next();
            next.filter(this::isStillPlanning).ifPresent(one -> {
                try {
                    traces.within(one.traceparent(), "campaign planning", () -> plan(one));
                } catch (CampaignRefused _) {
                    transaction.setRollbackOnly();
                } catch (NonTransientDataAccessException | IllegalStateException e) {
                    transaction.setRollbackOnly();
                    failed[0] = new Failure(one, e);
                }
            });
            return next.isPresent();
        });
        if (failed[0] != null) {
            putOff(failed[0]);
        }
        return Boolean.TRUE.equals(taken);
    }

    /** The campaign is read after the freeze, which may take long: who cancels meanwhile does not wait. */
    private Campaign plan(Launched launched) {
        var plan = freeze.freeze(launched.tenant(), launched.campaign());
        var campaign = campaigns.get(launched.tenant(), launched.campaign());
        var planned = campaigns.append(
                campaign,
                campaign.planned(
                        plan.recipients(), plan.skipped(), launched.at().toInstant()));
        log.atInfo()
                .addKeyValue(LogFields.EVENT, "campaign.planned")
                .addKeyValue(LogFields.CAMPAIGN, launched.campaign())
                .log(
                        "{} planned: {} recipients, {} of them skipped, {} batches",
                        launched.campaign(),
                        plan.recipients(),
                        plan.skipped(),
                        plan.batches());
        return planned;
    }

    private void putOff(Failure failure) {
        var campaign = failure.launched();
        log.atError()
                .addKeyValue(LogFields.EVENT, "campaign.planning_failed")
                .addKeyValue(LogFields.CAMPAIGN, campaign.campaign())
                .log("{} could not be planned", campaign.campaign(), failure.cause());
        transactions.executeWithoutResult(_ -> {
            int attempts = jdbc.sql(PUT_OFF)
                    .param("tenant", campaign.tenant().value())
                    .param("campaign", campaign.campaign().value())
                    .query(Integer.class)
                    .single();
            if (attempts >= ATTEMPTS) {
                var current = campaigns.get(campaign.tenant(), campaign.campaign());
                campaigns.append(
                        current, current.fail("planning_failed", campaign.at().toInstant()));
            }
        });
    }

    private Optional<Launched> next() {
        return jdbc.sql(NEXT)
                .query((row, _) -> new Launched(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        new CampaignId(row.getObject("campaign_id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class),
                        row.getString("traceparent")))
                .optional();
    }

    private boolean isStillPlanning(Launched launched) {
        return jdbc.sql(STILL_PLANNING)
                .param("tenant", launched.tenant().value())
                .param("campaign", launched.campaign().value())
                .query(Boolean.class)
                .single();
    }

    private record Launched(
            TenantId tenant,
            CampaignId campaign,
            OffsetDateTime at,
            @Nullable String traceparent) {}

    private record Failure(Launched launched, RuntimeException cause) {}
}
