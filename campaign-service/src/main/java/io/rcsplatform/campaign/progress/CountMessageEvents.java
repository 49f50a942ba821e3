package io.rcsplatform.campaign.progress;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.rcsplatform.campaign.lifecycle.Doorbell;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.BatchCompleted;
import io.rcsplatform.domain.event.MessageEvents.BatchPutOff;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.id.Uuid7;
import io.rcsplatform.platform.messaging.Inbox;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
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
                select number, sum(settled)::int as settled, bool_or(done) as done, max(deferred) as deferred
                  from (select (seq - 1) / first.last_seq + 1 as number, 1 as settled, false as done, 0 as deferred
                          from unnest(:seqs::int[]) as seq, campaign_batch first
                         where first.tenant_id = :tenant and first.campaign_id = :campaign and first.number = 1
                         union all
                        select number, 0, true, deferred from unnest(:done::int[], :deferred::int[]) as d (number, deferred)) as part
                 group by number),
            locked as (
                select b.number, touched.settled, touched.done, touched.deferred
                  from touched
                  join campaign_batch b
                    on b.tenant_id = :tenant and b.campaign_id = :campaign and b.number = touched.number
                 order by b.number
                   for update of b)
            update campaign_batch b
               set settled = b.settled + locked.settled,
                   state = case when locked.done and b.state in ('pending', 'fed') then 'done' else b.state end,
                   done_at = case when locked.done then coalesce(b.done_at, now()) else b.done_at end,
                   deferred = greatest(b.deferred, locked.deferred)
              from locked
             where b.tenant_id = :tenant and b.campaign_id = :campaign and b.number = locked.number
            """;

    private static final String PUT_OFF = """
            with put_off as (
                select number
                  from campaign_batch
                 where tenant_id = :tenant and campaign_id = :campaign and number = any(:numbers)
                 order by number
                   for update)
            update campaign_batch b
               set put_off_at = clock_timestamp()
              from put_off
             where b.tenant_id = :tenant and b.campaign_id = :campaign and b.number = put_off.number
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

    /** Campaigns come in one order, so that two who count for the same ones never wait for each other. */
    @Transactional
    void count(List<MessageEvents> together) {
        var byId = new HashMap<EventId, MessageEvents>();
        together.stream().filter(event -> event.campaignId() != null).forEach(event -> byId.put(event.id(), event));
        byId.keySet().retainAll(inbox.firstTime(CONSUMER, byId.keySet()));
        var byCampaign = byId.values().stream().collect(groupingBy(Key::of, TreeMap::new, toList()));
        byCampaign.forEach((key, events) -> {
            settle(key, events);
            putOff(key, events);
            counters.add(key.tenant(), key.campaign(), Counts.of(events));
        });
        if (!byCampaign.isEmpty()) {
            doorbell.ringAfterCommit(Doorbell.Occasion.PROGRESS_MADE);
        }
    }

    private void settle(Key key, List<MessageEvents> events) {
        int[] settled = events.stream()
                .flatMap(event -> event.changes().stream())
                .filter(change -> change.from() == null)
                .mapToInt(CountMessageEvents::sequence)
                .toArray();
        var completed = events.stream()
                .map(MessageEvents::completed)
                .filter(Objects::nonNull)
                .filter(batch -> batch.batchNumber() != null)
                .toList();
        if (settled.length == 0 && completed.isEmpty()) {
            return;
        }
        jdbc.sql(SETTLE)
                .param("tenant", key.tenant().value())
                .param("campaign", key.campaign().value())
                .param("seqs", settled)
                .param(
                        "done",
                        completed.stream().map(BatchCompleted::batchNumber).toArray(Integer[]::new))
                .param(
                        "deferred",
                        completed.stream().map(BatchCompleted::deferred).toArray(Integer[]::new))
                .update();
    }

    private void putOff(Key key, List<MessageEvents> events) {
        var numbers = events.stream()
                .map(MessageEvents::putOff)
                .filter(Objects::nonNull)
                .map(BatchPutOff::batchNumber)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(Integer[]::new);
        if (numbers.length > 0) {
            jdbc.sql(PUT_OFF)
                    .param("tenant", key.tenant().value())
                    .param("campaign", key.campaign().value())
                    .param("numbers", numbers)
                    .update();
        }
    }

    private static int sequence(Change change) {
        return Uuid7.sequenceOf(change.messageId().value());
    }

    private record Key(TenantId tenant, CampaignId campaign) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing((Key key) -> key.tenant.value()).thenComparing(key -> key.campaign.value());

        static Key of(MessageEvents event) {
            return new Key(event.tenantId(), Objects.requireNonNull(event.campaignId()));
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
