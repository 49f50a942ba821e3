package io.rcsplatform.campaign.orchestration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.message.TrafficClass;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far running campaigns use their credit, by lane; each instance tells the total. */
@Component
class FeedMetrics {
    private static final String LOOK = """
            with running as (
                select c.traffic_class, w.next_batch <= w.batches as hungry, flight.recipients, flight.oldest,
                       least(greatest(:window_s * s.rate_per_second / greatest(rivals.campaigns, 1), 1), :max_in_flight) as credit
                  from campaign_work w
                  join campaign c on c.tenant_id = w.tenant_id and c.id = w.campaign_id and c.status = 'running'
                  join sender s on s.tenant_id = c.tenant_id and s.id = c.sender_id
                 cross join lateral (
                        select coalesce(sum(b.last_seq - b.first_seq + 1), 0) as recipients, min(b.fed_at) as oldest
                          from campaign_batch b
                         where b.tenant_id = w.tenant_id and b.campaign_id = w.campaign_id and b.state = 'fed') as flight
                 cross join lateral (
                        select count(*) as campaigns
                          from campaign_work r
                          join campaign rc on rc.tenant_id = r.tenant_id and rc.id = r.campaign_id
                         where r.tenant_id = w.tenant_id and r.sender_id = w.sender_id
                           and rc.status = 'running' and r.next_batch <= r.batches) as rivals)
            select traffic_class, sum(recipients) as in_flight, coalesce(sum(credit) filter (where hungry), 0) as credit,
                   count(*) filter (where hungry and recipients >= credit) as bound,
                   coalesce(extract(epoch from clock_timestamp() - min(oldest)), 0) as oldest_s
              from running
             group by traffic_class
            """;

    private final JdbcClient jdbc;
    private final OrchestratorProperties properties;
    private volatile Map<Destination, Feed> byLane = Map.of();

    FeedMetrics(JdbcClient jdbc, OrchestratorProperties properties, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.properties = properties;
        for (var lane : List.of(Destination.DISPATCH_BULK, Destination.DISPATCH_EXPRESS)) {
            gauge("rcs.feed.in.flight", "Recipients that are with dispatch-service", lane, Feed::inFlight, registry);
            gauge(
                    "rcs.feed.credit",
                    "Recipients that campaigns with more to feed may have there",
                    lane,
                    Feed::credit,
                    registry);
            gauge("rcs.feed.bound", "Campaigns that have more to feed and no credit left", lane, Feed::bound, registry);
            gauge(
                    "rcs.feed.oldest.seconds",
                    "Age of the oldest batch that is not worked off",
                    lane,
                    Feed::oldest,
                    registry);
        }
    }

    void look() {
        var found = new HashMap<Destination, Feed>();
        jdbc.sql(LOOK)
                .param("window_s", properties.creditWindow().toMillis() / 1000.0)
                .param("max_in_flight", properties.maxInFlight())
                .query(row -> {
                    var traffic =
                            TrafficClass.valueOf(row.getString("traffic_class").toUpperCase(Locale.ROOT));
                    var feed = new Feed(
                            row.getDouble("in_flight"),
                            row.getDouble("credit"),
                            row.getDouble("bound"),
                            row.getDouble("oldest_s"));
                    found.merge(DispatchBatches.lane(traffic), feed, Feed::and);
                });
        byLane = found;
    }

    private void gauge(
            String name, String what, Destination lane, ToDoubleFunction<Feed> value, MeterRegistry registry) {
        Gauge.builder(name, () -> value.applyAsDouble(byLane.getOrDefault(lane, Feed.NOTHING)))
                .description(what)
                .tag("lane", lane == Destination.DISPATCH_EXPRESS ? "express" : "bulk")
                .register(registry);
    }

    private record Feed(double inFlight, double credit, double bound, double oldest) {
        static final Feed NOTHING = new Feed(0, 0, 0, 0);

        Feed and(Feed other) {
            return new Feed(
                    inFlight + other.inFlight,
                    credit + other.credit,
                    bound + other.bound,
                    Math.max(oldest, other.oldest));
        }
    }
}
