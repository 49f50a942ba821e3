package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.domain.event.SenderRef;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The frozen plans as feeding sees them. */
@Repository
class CampaignPlans {
    private static final String ANYTHING_TO_DO = """
            select exists (select 1 from campaign_work)
            """;
    /** Whoever was fed longest ago comes first. Ended campaigns come for what is in flight only. */
    private static final String LOCK_HUNGRY = """
            select w.tenant_id, w.campaign_id, w.next_batch, w.traceparent, c.status in ('cancelled', 'failed') as ended, c.launched_at,
                   c.validity_s, c.template_version_id, c.traffic_class, c.unknown_policy,
                   s.id as sender_id, s.provider_account, s.address, s.rate_per_second,
                   f.id as fallback_id, f.provider_account as fallback_account, f.address as fallback_address,
                   f.rate_per_second as fallback_rate,
                   flight.recipients as in_flight, rivals.campaigns as rivals
              from campaign_work w
              join campaign c on c.tenant_id = w.tenant_id and c.id = w.campaign_id
              join sender s on s.tenant_id = c.tenant_id and s.id = c.sender_id
              left join sender f on f.tenant_id = c.tenant_id and f.id = c.fallback_sender_id
             cross join lateral (
                    select coalesce(sum(b.last_seq - b.first_seq + 1), 0) as recipients, min(b.fed_at) as oldest
                      from campaign_batch b
                     where b.tenant_id = w.tenant_id and b.campaign_id = w.campaign_id and b.state = 'fed') as flight
             cross join lateral (
                    select count(*) as campaigns
                      from campaign_work r
                      join campaign rc on rc.tenant_id = r.tenant_id and rc.id = r.campaign_id
                     where r.tenant_id = w.tenant_id and r.sender_id = w.sender_id
                       and rc.status = 'running' and r.next_batch <= r.batches) as rivals
             where (c.status = 'running' and w.next_batch <= w.batches
                        and flight.recipients * greatest(rivals.campaigns, 1) < :window_s * s.rate_per_second
                        and flight.recipients < :max_in_flight)
                or (c.status in ('running', 'cancelled', 'failed')
                        and flight.oldest < now() - make_interval(secs => :again_s))
             order by w.fed_at
             limit :campaigns
               for update of w skip locked
            """;

    private static final String PENDING = """
            select number, first_seq, last_seq
              from campaign_batch
             where tenant_id = :tenant and campaign_id = :campaign and number >= :next and state = 'pending'
             order by number
             limit 100
            """;
    /** A batch may be slow because its sender is, for a while: then a second copy of it would only be in the way. */
    private static final String FED_TOO_LONG = """
            select number, first_seq, last_seq
              from campaign_batch
             where tenant_id = :tenant and campaign_id = :campaign and state = 'fed'
               and fed_at < now() - make_interval(secs => :again_s * 2 ^ (least(fed_count, 5) - 1))
               and fed_at < now() - make_interval(secs => :again_s * 2 ^ (least(fed_count, 5) - 1) + (
                       select least(coalesce(sum(b.last_seq - b.first_seq + 1) / max(s.rate_per_second)::numeric, 0), :slow_s)
                         from campaign_work mine
                         join sender s on s.tenant_id = mine.tenant_id and s.id = mine.sender_id
                         join campaign_work r on r.tenant_id = mine.tenant_id and r.sender_id = mine.sender_id
                         join campaign_batch b
                           on b.tenant_id = r.tenant_id and b.campaign_id = r.campaign_id and b.state = 'fed'
                        where mine.tenant_id = :tenant and mine.campaign_id = :campaign))
             order by number
             limit 20
            """;

    private static final String RECIPIENTS = """
            select seq, address, inputs
              from campaign_recipient
             where tenant_id = :tenant and campaign_id = :campaign and seq between :first and :last
             order by seq
            """;
    private static final String MARK_FED = """
            with confirmed as (
                select number
                  from campaign_batch
                 where tenant_id = :tenant and campaign_id = :campaign and number = any(:numbers)
                   and state in ('pending', 'fed')
                 order by number
                   for update)
            update campaign_batch b
               set state = 'fed', fed_at = clock_timestamp(), fed_count = b.fed_count + 1
              from confirmed
             where b.tenant_id = :tenant and b.campaign_id = :campaign and b.number = confirmed.number
            """;
    private static final String MOVE_ON = """
            update campaign_work w
               set fed_at = clock_timestamp(),
                   feed_failed_at = case when :failed then coalesce(w.feed_failed_at, clock_timestamp()) end,
                   next_batch = coalesce(
                       (select min(b.number)
                          from campaign_batch b
                         where b.tenant_id = w.tenant_id and b.campaign_id = w.campaign_id
                           and b.number >= w.next_batch and b.state = 'pending'),
                       w.batches + 1)
             where w.tenant_id = :tenant and w.campaign_id = :campaign
            """;

    /** Of the time after which a batch is fed again: so little that what was lost is under way again within two minutes. */
    private static final double MOST_FOR_A_SLOW_SENDER = 0.7;

    private final JdbcClient jdbc;

    CampaignPlans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A campaign to feed, locked until the transaction ends.
     *
     * @param ended whether nothing new may be handed over
     * @param rivals running campaigns of its sender that still have something to feed, itself included
     * @param traceparent of its launch
     */
    record Running(
            TenantId tenant,
            CampaignId id,
            int nextBatch,
            boolean ended,
            Instant launchedAt,
            Duration validity,
            UUID templateVersion,
            TrafficClass trafficClass,
            UnknownPolicy unknownPolicy,
            SenderRef sender,
            @Nullable SenderRef fallbackSender,
            long inFlight,
            int rivals,
            @Nullable String traceparent) {

        long credit(OrchestratorProperties properties) {
            long window = properties.creditWindow().toMillis() * sender.ratePerSecond() / 1000 / Math.max(rivals, 1);
            return Math.min(Math.max(window, 1), properties.maxInFlight()) - inFlight;
        }
    }

    record Batch(int number, int firstSeq, int lastSeq) {
        int size() {
            return lastSeq - firstSeq + 1;
        }
    }

    /** One who gets a message. */
    record Planned(int seq, PhoneNumber to, List<String> inputs) {}

    /** A cheap question for the many times that the answer is no. */
    boolean anythingToDo() {
        return jdbc.sql(ANYTHING_TO_DO).query(Boolean.class).single();
    }

    List<Running> lockHungry(int campaigns, OrchestratorProperties properties) {
        return jdbc.sql(LOCK_HUNGRY)
                .param("window_s", properties.creditWindow().toMillis() / 1000.0)
                .param("max_in_flight", properties.maxInFlight())
                .param("again_s", properties.feedAgainAfter().toMillis() / 1000.0)
                .param("campaigns", campaigns)
                .query((row, _) -> running(row))
                .list();
    }

    List<Batch> pending(Running campaign) {
        return jdbc.sql(PENDING)
                .param("tenant", campaign.tenant().value())
                .param("campaign", campaign.id().value())
                .param("next", campaign.nextBatch())
                .query((row, _) -> batch(row))
                .list();
    }

    /** The wait doubles with each feeding, up to 16 times; a sender that has much to do makes the first one up to 1.7 times as long. */
    List<Batch> fedTooLong(Running campaign, Duration after) {
        return jdbc.sql(FED_TOO_LONG)
                .param("tenant", campaign.tenant().value())
                .param("campaign", campaign.id().value())
                .param("again_s", after.toMillis() / 1000.0)
                .param("slow_s", after.toMillis() / 1000.0 * MOST_FOR_A_SLOW_SENDER)
                .query((row, _) -> batch(row))
                .list();
    }

    List<Planned> recipients(Running campaign, int firstSeq, int lastSeq) {
        return jdbc.sql(RECIPIENTS)
                .param("tenant", campaign.tenant().value())
                .param("campaign", campaign.id().value())
                .param("first", firstSeq)
                .param("last", lastSeq)
                .query((row, _) ->
                        new Planned(row.getInt("seq"), new PhoneNumber(row.getLong("address")), List.of((String[])
                                row.getArray("inputs").getArray())))
                .list();
    }

    /** What came to its end meanwhile, or was cancelled, stays as it is. */
    void markFed(Running campaign, List<Batch> confirmed, boolean failed) {
        if (!confirmed.isEmpty()) {
            jdbc.sql(MARK_FED)
                    .param("tenant", campaign.tenant().value())
                    .param("campaign", campaign.id().value())
                    .param("numbers", confirmed.stream().mapToInt(Batch::number).toArray())
                    .update();
        }
        jdbc.sql(MOVE_ON)
                .param("tenant", campaign.tenant().value())
                .param("campaign", campaign.id().value())
                .param("failed", failed)
                .update();
    }

    private static Batch batch(ResultSet row) throws SQLException {
        return new Batch(row.getInt("number"), row.getInt("first_seq"), row.getInt("last_seq"));
    }

    private static Running running(ResultSet row) throws SQLException {
        return new Running(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new CampaignId(row.getObject("campaign_id", UUID.class)),
                row.getInt("next_batch"),
                row.getBoolean("ended"),
                row.getObject("launched_at", OffsetDateTime.class).toInstant(),
                Duration.ofSeconds(row.getInt("validity_s")),
                row.getObject("template_version_id", UUID.class),
                TrafficClass.valueOf(row.getString("traffic_class").toUpperCase(Locale.ROOT)),
                UnknownPolicy.valueOf(row.getString("unknown_policy").toUpperCase(Locale.ROOT)),
                new SenderRef(
                        new SenderId(row.getObject("sender_id", UUID.class)),
                        row.getString("provider_account"),
                        row.getString("address"),
                        row.getInt("rate_per_second")),
                fallbackSender(row),
                row.getLong("in_flight"),
                row.getInt("rivals"),
                row.getString("traceparent"));
    }

    private static @Nullable SenderRef fallbackSender(ResultSet row) throws SQLException {
        var id = row.getObject("fallback_id", UUID.class);
        return id == null
                ? null
                : new SenderRef(
                        new SenderId(id),
                        row.getString("fallback_account"),
                        row.getString("fallback_address"),
                        row.getInt("fallback_rate"));
    }
}
