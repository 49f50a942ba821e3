package io.rcsplatform.campaign.progress;

import io.rcsplatform.campaign.lifecycle.Doorbell;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.platform.messaging.Inbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts what happened to a campaign's messages, each event once. Messages without a campaign are nobody's to count here. */
@Service
class CountMessageEvents {
    static final String CONSUMER = "progress";

    /** All batches of a campaign but the last are as long as the first, and the first one ends with its length. */
    private static final String SETTLE = """
            with touched as (
                select number, sum(settled)::int as settled, bool_or(done) as done
                  from (select (seq - 1) / first.last_seq + 1 as number, 1 as settled, false as done
                          from unnest(:seqs::int[]) as seq, campaign_batch first
                         where first.tenant_id = :tenant and first.campaign_id = :campaign and first.number = 1
                         union all
                        select :done::int, 0, true where :done::int is not null) as part
                 group by number),
            locked as (
                select b.number, touched.settled, touched.done
                  from touched
                  join campaign_batch b
                    on b.tenant_id = :tenant and b.campaign_id = :campaign and b.number = touched.number
                 order by b.number
                   for update of b)
            update campaign_batch b
               set settled = b.settled + locked.settled,
                   state = case when locked.done and b.state in ('pending', 'fed') then 'done' else b.state end,
                   done_at = case when locked.done then coalesce(b.done_at, now()) else b.done_at end,
                   deferred = greatest(b.deferred, :deferred::int * locked.done::int)
              from locked
             where b.tenant_id = :tenant and b.campaign_id = :campaign and b.number = locked.number
            """;

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final CampaignCounters counters;
    private final Doorbell doorbell;

    CountMessageEvents(JdbcClient jdbc, Inbox inbox, CampaignCounters counters, Doorbell doorbell) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.counters = counters;
        this.doorbell = doorbell;
    }

    @Transactional
    void count(MessageEvents event) {
        var campaign = event.campaignId();
        if (campaign == null || !inbox.firstTime(CONSUMER, event.id())) {
            return;
        }
        settle(event, campaign);
        counters.add(event.tenantId(), campaign, Counts.of(event));
        doorbell.ringAfterCommit(Doorbell.Occasion.PROGRESS_MADE);
    }

    private void settle(MessageEvents event, CampaignId campaign) {
        int[] settled = event.changes().stream()
                .filter(change -> change.from() == null)
                .mapToInt(CountMessageEvents::sequence)
                .toArray();
        var completed = event.completed();
        var done = completed == null ? null : completed.batchNumber();
        if (settled.length == 0 && done == null) {
            return;
        }
        jdbc.sql(SETTLE)
                .param("tenant", event.tenantId().value())
                .param("campaign", campaign.value())
                .param("seqs", settled)
                .param("done", done)
                .param("deferred", completed == null ? 0 : completed.deferred())
                .update();
    }

    private static int sequence(Change change) {
        return Uuid7.sequenceOf(change.messageId().value());
    }
}
