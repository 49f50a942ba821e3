package io.rcsplatform.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.bench.DemoCampaign;
import io.rcsplatform.bench.PlatformClient;
import io.rcsplatform.bench.Simulator;
import io.rcsplatform.bench.Simulator.Submission;
import io.rcsplatform.bench.Watch;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What more instances of a service bring, against a provider that takes 150 ms for an answer. Each dispatch-service has few messages on
 * their way at a time, so that one is bound by the provider's latency and not by this machine's processors. Not a part of every test run:
 * {@code ./rcs test scaling}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Scaling {
    private static final int LATENCY_MS = 150;
    private static final int RECIPIENTS = 6_000;
    private static final int WARM_UP = 3_000; // for each instance that came
    private static final int AMPLE = 10_000;
    private static final int MOST = 3;
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration QUIET = Duration.ofSeconds(4);

    private final Fleet fleet = Fleet.running();
    private final PlatformClient platform = fleet.platform();
    private final Simulator simulator = fleet.simulator();
    private final AtomicInteger people = new AtomicInteger();
    private final List<Service> more = new ArrayList<>();

    @BeforeEach
    void answerSlowly() {
        simulator.configure(Map.of("latency_ms", LATENCY_MS));
    }

    @AfterEach
    void leaveOneOfEach() throws InterruptedException {
        simulator.configure(Map.of("latency_ms", 0));
        for (var service : more) {
            service.stop();
        }
    }

    @Test
    @Order(1)
    void nobodyIsMessagedTwiceByMoreDispatchers() throws IOException {
        for (int instances = 1; instances <= MOST; instances++) {
            if (instances > 1) {
                more.add(another(Fleet.DISPATCH));
            }
            send(WARM_UP);
            var work = send(RECIPIENTS);
            System.out.printf(
                    "dispatch-service x %d: %,.0f messages/s accepted by the provider, processors busy %.0f %%%n",
                    instances, work.perSecond(), 100 * work.busy());
        }
    }

    @Test
    @Order(2)
    void nobodyIsMessagedTwiceByMoreOfEveryWorker() throws IOException {
        for (int instances = 2; instances <= MOST; instances++) {
            for (var worker : Fleet.OWN_DATABASE) {
                more.add(another(worker));
            }
            send(WARM_UP);
            var work = send(RECIPIENTS);
            System.out.printf(
                    "every worker x %d: %,.0f messages/s accepted by the provider, processors busy %.0f %%%n",
                    instances, work.perSecond(), 100 * work.busy());
        }
    }

    @Test
    @Order(3)
    void nobodyIsMessagedTwiceWhileInstancesComeAndGo() throws Exception {
        var campaign = campaign(2 * RECIPIENTS);
        long start = simulator.position();
        new DemoCampaign(platform, AMPLE, _ -> {}).launch(campaign);

        for (var worker : Fleet.OWN_DATABASE) {
            long sent = sent(campaign);
            var coming = another(worker);
            fleet.awaitMetrics(
                    campaign,
                    metrics -> metrics.path("sent").asLong() > sent
                            || isOver(metrics.path("status").asString()));
            coming.stop();
            another(worker).kill();
        }

        assertThatNobodyWasMessagedTwice(campaign, 2 * RECIPIENTS, start);
    }

    private Service another(String worker) throws IOException {
        return fleet.beside(worker, Release.current()).start().awaitReady();
    }

    private static boolean isOver(String status) {
        return status.equals("completed");
    }

    private long sent(String campaign) {
        return platform.get("/campaigns/" + campaign + "/metrics").path("sent").asLong();
    }

    private Work send(int recipients) throws IOException {
        var campaign = campaign(recipients);
        long start = simulator.position();
        var before = Processors.now();
        new DemoCampaign(platform, AMPLE, _ -> {}).launch(campaign);
        fleet.awaitMetrics(campaign, metrics -> metrics.path("sent").asLong() >= recipients);
        var after = Processors.now();
        assertThatNobodyWasMessagedTwice(campaign, recipients, start);
        return new Work(rate(simulator.submissionsSince(start)), after.busySince(before));
    }

    private String campaign(int recipients) {
        var contacts = Stream.concat(
                        Stream.of("phone,consent\n"),
                        Stream.generate(this::goodContact).limit(recipients))
                .map(line -> line.getBytes(UTF_8))
                .toList();
        return new DemoCampaign(platform, AMPLE, _ -> {}).create(BodyPublishers.ofByteArrays(contacts));
    }

    /** One of the simulator's numbers that behave. */
    private String goodContact() {
        return "+91980%07d,opted_in%n".formatted(people.incrementAndGet());
    }

    private void assertThatNobodyWasMessagedTwice(String campaign, int recipients, long start) {
        new Watch(platform, Duration.ofMillis(250), QUIET).untilSettled(campaign, LIMIT, _ -> {});
        var books = platform.get("/campaigns/" + campaign + "/reconciliation");
        assertThat(books.path("balanced").asBoolean()).as(books.toString()).isTrue();
        var record = simulator.reportSince(start);
        assertThat(record.path("accepted").path("rcs").asInt()).isEqualTo(recipients);
        assertThat(record.path("duplicates").path("rcs").asInt()
                        + record.path("duplicates").path("sms").asInt())
                .as("people messaged twice: " + record)
                .isZero();
    }

    /** Of the middle eight tenths: without the first plans and the last stragglers. */
    private static double rate(List<Submission> submissions) {
        var times = submissions.stream().map(Submission::at).sorted().toList();
        int from = times.size() / 10;
        int to = times.size() - 1 - from;
        return (to - from) / seconds(times.get(from), times.get(to));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private record Work(double perSecond, double busy) {}

    /** What all processors of the machine have done since it was started, in ticks. */
    private record Processors(long idle, long all) {
        static Processors now() throws IOException {
            var ticks = Stream.of(
                            Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +"))
                    .skip(1)
                    .limit(8) // user nice system idle iowait irq softirq steal
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Processors(ticks[3] + ticks[4], LongStream.of(ticks).sum());
        }

        double busySince(Processors before) {
            return 1 - (double) (idle - before.idle) / (all - before.all);
        }
    }
}
