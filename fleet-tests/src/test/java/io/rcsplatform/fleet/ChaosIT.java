package io.rcsplatform.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.bench.Contacts;
import io.rcsplatform.bench.DemoCampaign;
import io.rcsplatform.bench.PlatformClient;
import io.rcsplatform.bench.PlatformFailed;
import io.rcsplatform.bench.Simulator;
import io.rcsplatform.bench.Watch;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The delivery guarantees while everything fails that can: a campaign goes out through a provider that misbehaves, and meanwhile services
 * are killed, servers restart, queues are wiped and people opt out. Everything that is drawn comes from one seed, which the certificate
 * names.
 */
class ChaosIT {
    private static final Path CONTACTS = Path.of("..", "demo", "contacts.csv");
    private static final Duration AFTER_THE_LAST_FAULT = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(6);
    private static final Duration OPT_OUT_LIMIT = Duration.ofSeconds(1);

    private static final Map<String, Object> MISBEHAVING =
            Map.of("rate_5xx", 0.05, "rate_hang", 0.02, "rate_reset", 0.01, "rate_double", 0.1, "rate_reorder", 0.2);
    private static final Map<String, Object> BEHAVING =
            Map.of("rate_5xx", 0, "rate_hang", 0, "rate_reset", 0, "rate_double", 0, "rate_reorder", 0);

    private final ChaosSize size = ChaosSize.ofEnvironment();
    private final Random random = new Random(size.seed());
    private final Fleet fleet = Fleet.running();
    private final Servers servers = fleet.servers();
    private final PlatformClient platform = fleet.platform();
    private final Simulator simulator = fleet.simulator();
    private final Map<String, Instant> optedOut = new LinkedHashMap<>();
    private final List<String> happened = new ArrayList<>();

    @BeforeEach
    void misbehave() {
        System.out.printf("chaos with seed %d: RCS_CHAOS_SEED=%d repeats it%n", size.seed(), size.seed());
        simulator.configure(MISBEHAVING);
    }

    @AfterEach
    void behave() {
        simulator.configure(BEHAVING);
    }

    @Test
    void everybodyHasAnOutcomeAndNobodyGetsTwoMessagesWhateverFails() throws Exception {
        var csv = Contacts.first(CONTACTS, size.recipients());
        var people = phones(csv);
        Collections.shuffle(people, random);
        var campaign =
                new DemoCampaign(platform, size.ratePerSecond(), _ -> {}).create(BodyPublishers.ofByteArrays(csv));
        long start = simulator.position();
        new DemoCampaign(platform, size.ratePerSecond(), _ -> {}).launch(campaign);
        fleet.awaitMetrics(campaign, metrics -> metrics.path("sent").asLong() > 0);

        var begun = Instant.now();
        try (var _ = new ProviderOutages(simulator)) {
            for (var fault : Fault.drawn(size.seed(), size.kills(), size.redisGone(), size.optOuts())) {
                happened.add("%5d s  %s"
                        .formatted(Duration.between(begun, Instant.now()).toSeconds(), fault));
                bring(fault, campaign, people);
            }
        }
        simulator.configure(Map.of("outage", false));
        var lastFault = Instant.now();
        new Watch(platform, Duration.ofMillis(500), QUIET).untilSettled(campaign, AFTER_THE_LAST_FAULT, _ -> {});
        var settled = Duration.between(lastFault, Instant.now());

        var books = platform.get("/campaigns/" + campaign + "/reconciliation");
        var record = simulator.reportSince(start);
        var late = optedOut.entrySet().stream()
                .map(entry -> lastSubmissionAfter(entry.getKey(), entry.getValue()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        certify(books, record, late, settled);

        assertThat(books.path("planned").asInt()).isEqualTo(size.recipients());
        assertThat(sum(books.path("outcomes")) + sum(books.path("skips")))
                .as("everybody has an outcome or a reason: " + books)
                .isEqualTo(size.recipients());
        assertThat(books.path("balanced").asBoolean()).as(books.toString()).isTrue();
        assertThat(books.path("complete").asBoolean()).as(books.toString()).isTrue();
        assertThat(duplicates(record))
                .as("accepted twice, against what counts as unknown: " + record)
                .isLessThanOrEqualTo(books.path("outcomes").path("unknown").asLong());
        assertThat(late).as("the last submission after an opt-out").isLessThanOrEqualTo(OPT_OUT_LIMIT);
    }

    private void bring(Fault fault, String campaign, List<String> people) throws InterruptedException {
        switch (fault) {
            case Fault.Killed(var name) -> {
                fleet.service(name).kill();
                fleet.service(name).start();
            }
            case Fault.Restarted(var name) -> {
                int status = fleet.service(name).stop();
                assertThat(status).as("exit status of " + name).isZero();
                fleet.service(name).start();
            }
            case Fault.ServerRestarted(var server) -> servers.restart(server);
            case Fault.RedisGone(var time) -> {
                servers.stop(Servers.REDIS);
                pause(time);
                servers.start(Servers.REDIS);
            }
            case Fault.QueuesWiped() -> servers.wipeQueues();
            case Fault.CampaignPaused(var time) -> {
                steer(campaign, "pause");
                pause(time);
                steer(campaign, "resume");
            }
            case Fault.OptOuts(var many) -> {
                for (int i = 0; i < many && !people.isEmpty(); i++) {
                    optOut(people.removeLast());
                }
            }
        }
        fleet.awaitReady();
        pause(Duration.ofMillis(random.nextInt(1_500)));
    }

    private void optOut(String phone) {
        platform.post("/consents", Map.of("phone", phone, "state", "opted_out", "source", "a text"));
        optedOut.put(phone, Instant.now());
    }

    /** A campaign that has nothing left to send cannot be paused any more. */
    private void steer(String campaign, String verb) {
        try {
            platform.post("/campaigns/" + campaign + "/" + verb, Map.of());
        } catch (PlatformFailed e) {
            happened.add("         " + verb + " refused: " + e.getMessage());
        }
    }

    private Duration lastSubmissionAfter(String phone, Instant stop) {
        return simulator.submissionsTo(phone).stream()
                .map(at -> Duration.between(stop, at))
                .filter(Duration::isPositive)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private void certify(JsonNode books, JsonNode record, Duration late, Duration settled) throws Exception {
        var text = new StringBuilder("\n=== certificate of a run through chaos ===\n");
        text.append("seed         ").append(size.seed()).append('\n');
        text.append("recipients   ").append(size.recipients()).append('\n');
        text.append("provider     ").append(MISBEHAVING).append(", 3 s of outage each minute\n");
        happened.forEach(line -> text.append("fault        ").append(line).append('\n'));
        text.append("settled      ")
                .append(settled.toSeconds())
                .append(" s after the last fault, quiet time included\n");
        text.append("outcomes     ").append(books.path("outcomes")).append('\n');
        text.append("skips        ").append(books.path("skips")).append('\n');
        text.append("fallback     ").append(books.path("fallback")).append('\n');
        text.append("balanced     ").append(books.path("balanced")).append('\n');
        text.append("accepted     ").append(record.path("accepted")).append('\n');
        text.append("twice        ").append(record.path("duplicates")).append('\n');
        text.append("opt-outs     ")
                .append(optedOut.size())
                .append(", last submission ")
                .append(late.toMillis());
        text.append(" ms after\n===\n");
        Files.writeString(Path.of("target", "fleet", "certificate-" + size.seed() + ".txt"), text);
        System.out.println(text);
    }

    private static void pause(Duration time) {
        var end = Instant.now().plus(time);
        await().pollInterval(Duration.ofMillis(50))
                .atMost(time.plusSeconds(5))
                .until(() -> Instant.now().isAfter(end));
    }

    private static List<String> phones(Iterable<byte[]> csv) {
        var text = new StringBuilder();
        csv.forEach(line -> text.append(new String(line, UTF_8)));
        var lines = text.toString().lines().toList();
        int column = Arrays.asList(lines.getFirst().split(",", -1)).indexOf("phone");
        return new ArrayList<>(
                lines.stream().skip(1).map(line -> line.split(",", -1)[column]).toList());
    }

    private static long duplicates(JsonNode record) {
        return sum(record.path("duplicates"));
    }

    private static long sum(JsonNode counts) {
        return counts.propertyStream()
                .mapToLong(entry -> entry.getValue().asLong())
                .sum();
    }
}
