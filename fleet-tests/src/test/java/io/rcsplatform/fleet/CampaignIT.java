package io.rcsplatform.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.bench.Contacts;
import io.rcsplatform.bench.DemoCampaign;
import io.rcsplatform.bench.PlatformClient;
import io.rcsplatform.bench.Simulator;
import io.rcsplatform.bench.Watch;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A campaign from the CSV file to the last receipt, with a provider that misbehaves in every way it can. */
class CampaignIT {
    private static final Path CONTACTS = Path.of("..", "demo", "contacts.csv");
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final int FLUSH_SIZE = 200;
    private static final int BULK_CONSUMERS = 16;
    private static final int EXPRESS_CONSUMERS = 4;

    /** The simulator's numbers that answer STOP. */
    private static final String STOPS = "+919890";

    private final Fleet fleet = Fleet.running();
    private final PlatformClient platform = fleet.platform();
    private final Simulator simulator = fleet.simulator();

    @Test
    void balancesToTheLastRecipientWhateverTheProviderDoes() throws Exception {
        var campaign = campaignTo(3_000, 5_000);
        long start = simulator.position();

        new DemoCampaign(platform, 5_000, _ -> {}).launch(campaign);
        var metrics = settled(campaign);

        var books = books(campaign);
        assertBalanced(books, 3_000);
        assertThat(metrics.path("read").asLong()).isPositive();
        assertThat(metrics.path("fallback").asLong()).as("fallbacks to SMS").isPositive();
        assertThat(metrics.path("failed").asLong()).as("failed").isPositive();
        assertThat(books.path("skips").path("opted_out").asLong())
                .as("opted out")
                .isPositive();
        assertThat(books.path("ledger").path("agreement").asString())
                .as(books.toString())
                .isEqualTo("agrees");
        assertThat(books.path("record").path("hash").asString()).hasSize(64);
        var record = simulator.reportSince(start);
        assertThat(duplicates(record)).as("people messaged twice: " + record).isZero();
        assertThat(record.path("accepted").path("rcs").asLong())
                .as("every submission that the provider accepted is in the books")
                .isLessThanOrEqualTo(
                        3_000 - books.path("skips").path("opted_out").asLong());
        assertThat(books.path("fallback").path("ordered").asLong())
                .as("SMS ordered")
                .isGreaterThanOrEqualTo(record.path("accepted").path("sms").asLong());
    }

    @Test
    void losesNobodyAndMessagesNobodyTwiceWhenTheDispatcherIsKilled() throws Exception {
        var campaign = campaignTo(4_000, 800);
        long start = simulator.position();
        var dispatcher = fleet.service(Fleet.DISPATCH);

        new DemoCampaign(platform, 800, _ -> {}).launch(campaign);
        var before =
                fleet.awaitMetrics(campaign, metrics -> metrics.path("sent").asLong() > 800);
        dispatcher.kill();
        dispatcher.start().awaitReady();
        settled(campaign);

        var books = books(campaign);
        var record = simulator.reportSince(start);
        long unknown = books.path("outcomes").path("unknown").asLong();
        int window = (BULK_CONSUMERS + EXPRESS_CONSUMERS) * FLUSH_SIZE;
        System.out.printf(
                "kill -9 of dispatch-service with %,d of 4,000 known to be sent: %,d uncertain (one flush of %d for each of %d consumers allows %,d), %,d accepted twice%n",
                before.path("sent").asLong(),
                unknown,
                FLUSH_SIZE,
                BULK_CONSUMERS + EXPRESS_CONSUMERS,
                window,
                duplicates(record));
        assertBalanced(books, 4_000);
        assertThat(duplicates(record)).as("people messaged twice: " + record).isZero();
        assertThat(unknown).as("uncertain after the kill").isLessThanOrEqualTo(window);
    }

    @Test
    void nobodyFailsBecauseTheProviderWasAway() throws Exception {
        var campaign = campaignTo(3_000, 300);
        double failed = failedSinceTheProviderWasAway();

        new DemoCampaign(platform, 300, _ -> {}).launch(campaign);
        fleet.awaitMetrics(campaign, metrics -> metrics.path("sent").asLong() > 300);
        simulator.configure(Map.of("outage", true));
        try {
            await("the campaign says what it waits for")
                    .atMost(LIMIT)
                    .until(() -> stalled(campaign).equals("provider_unavailable"));
        } finally {
            simulator.configure(Map.of("outage", false));
        }
        settled(campaign);

        assertBalanced(books(campaign), 3_000);
        assertThat(failedSinceTheProviderWasAway() - failed)
                .as("legs that failed since the provider was away")
                .isZero();
    }

    @Test
    void nobodyIsMessagedAfterAStop() throws Exception {
        var stopping = IntStream.range(500_000, 500_040)
                .mapToObj((STOPS + "%06d")::formatted)
                .toList();
        var contacts = new ArrayList<byte[]>();
        contacts.add("phone,consent\n".getBytes(UTF_8));
        stopping.forEach(phone -> contacts.add((phone + ",opted_in\n").getBytes(UTF_8)));
        var campaign = new DemoCampaign(platform, 5_000, _ -> {});
        var first = campaign.create(BodyPublishers.ofByteArrays(contacts));
        campaign.launch(first);
        assertThat(settled(first).path("delivered").asInt()).isEqualTo(40);
        await("every STOP has arrived").atMost(LIMIT).until(() -> suppressed().containsAll(stopping));
        long position = simulator.position();

        var second = campaign.create(BodyPublishers.ofByteArrays(contacts));
        campaign.launch(second);
        settled(second);

        assertThat(books(second).path("skips").path("opted_out").asInt()).isEqualTo(40);
        var accepted = simulator.reportSince(position).path("accepted");
        assertThat(accepted.path("rcs").asInt() + accepted.path("sms").asInt()).isZero();
    }

    private String stalled(String campaign) {
        return platform.get("/campaigns/" + campaign)
                .path("stalled")
                .path("reason")
                .asString("");
    }

    private double failedSinceTheProviderWasAway() {
        return fleet.measured(Fleet.DISPATCH, "rcs_messages_total", "reason=\"provider_down\"");
    }

    private Set<String> suppressed() {
        var phones = new HashSet<String>();
        var page = platform.get("/suppressions?limit=200");
        while (true) {
            page.path("data")
                    .forEach(suppression -> phones.add(suppression.path("phone").asString()));
            if (!page.path("has_more").asBoolean()) {
                return phones;
            }
            page = platform.get(
                    "/suppressions?limit=200&cursor=" + page.path("next_cursor").asString());
        }
    }

    private String campaignTo(int recipients, int ratePerSecond) throws Exception {
        return new DemoCampaign(platform, ratePerSecond, _ -> {})
                .create(BodyPublishers.ofByteArrays(Contacts.first(CONTACTS, recipients)));
    }

    private JsonNode settled(String campaign) {
        return new Watch(platform, Duration.ofMillis(250), QUIET)
                .untilSettled(campaign, LIMIT, _ -> {})
                .metrics();
    }

    private JsonNode books(String campaign) {
        return platform.get("/campaigns/" + campaign + "/reconciliation");
    }

    private static long duplicates(JsonNode record) {
        return record.path("duplicates").path("rcs").asLong()
                + record.path("duplicates").path("sms").asLong();
    }

    private static void assertBalanced(JsonNode books, int planned) {
        long total = sum(books.path("outcomes")) + sum(books.path("skips"));
        assertThat(books.path("planned").asInt()).isEqualTo(planned);
        assertThat(List.of(total, books.path("in_progress").asLong()))
                .as("outcomes and skips, in progress: " + books)
                .containsExactly((long) planned, 0L);
        assertThat(books.path("balanced").asBoolean()).as(books.toString()).isTrue();
        assertThat(books.path("complete").asBoolean()).as(books.toString()).isTrue();
        assertThat(books.path("duplicates").asLong()).isZero();
    }

    private static long sum(JsonNode counts) {
        return counts.propertyStream()
                .mapToLong(entry -> entry.getValue().asLong())
                .sum();
    }
}
