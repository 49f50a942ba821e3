package io.rcsplatform.campaign.retention;

import io.rcsplatform.platform.logging.LogFields;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Gives up the recipients of campaigns that ended long ago, a bounded number at a time. Their counters and records stay. */
@Repository
class RecipientRetention {
    private static final Logger log = LoggerFactory.getLogger(RecipientRetention.class);
    private static final int CAMPAIGNS = 100;
    private static final int AT_A_TIME = 5_000;

    /** Marked before the first is gone: whoever counts them must not take those that are left for all. */
    private static final String MARK = """
            update campaign
               set recipients_kept = 'some'
             where (tenant_id, id) in (select tenant_id, id
                                         from campaign
                                        where recipients_kept = 'all'
                                          and status in ('completed', 'cancelled', 'failed')
                                          and coalesce(launched_at, created_at) < now() - make_interval(days => :days)
                                        order by coalesce(launched_at, created_at)
                                        limit :campaigns
                                          for update skip locked)
            """;

    private static final String FORGET = """
            with one as materialized (
                select tenant_id, id
                  from campaign
                 where recipients_kept = 'some'
                 limit 1
                   for update skip locked),
            gone as (
                delete from campaign_recipient
                 where ctid = any (array(select r.ctid
                                           from campaign_recipient r
                                           join one on r.tenant_id = one.tenant_id and r.campaign_id = one.id
                                          limit :limit))
                returning 1),
            emptied as (
                update campaign c
                   set recipients_kept = 'none'
                  from one
                 where c.tenant_id = one.tenant_id and c.id = one.id and (select count(*) from gone) < :limit
                returning c.id)
            select one.id, exists (select 1 from emptied) as emptied from one
            """;

    private final JdbcClient jdbc;
    private final int days;

    RecipientRetention(JdbcClient jdbc, RetentionProperties properties) {
        this.jdbc = jdbc;
        this.days = properties.recipients();
    }

    /** @return whether there may be more */
    boolean forget() {
        jdbc.sql(MARK).param("days", days).param("campaigns", CAMPAIGNS).update();
        var found = jdbc.sql(FORGET)
                .param("limit", AT_A_TIME)
                .query((row, _) -> new Found(row.getObject("id", UUID.class), row.getBoolean("emptied")))
                .optional();
        found.filter(Found::emptied)
                .ifPresent(campaign -> log.atInfo()
                        .addKeyValue(LogFields.EVENT, "campaign.recipients_given_up")
                        .addKeyValue(LogFields.CAMPAIGN, campaign.id())
                        .log("The recipients of a campaign of more than {} days ago are given up", days));
        return found.isPresent();
    }

    private record Found(UUID id, boolean emptied) {}
}
