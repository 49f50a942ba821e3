package io.rcsplatform.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.bench.DemoCampaign;
import io.rcsplatform.bench.PlatformClient;
import io.rcsplatform.bench.Simulator;
import io.rcsplatform.bench.Watch;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The delivery guarantees while everything fails that can: two campaigns go out through providers that misbehave, one of which takes our
 * ids, and meanwhile services are killed, servers crash, queues are wiped and people opt out. Everything that is drawn comes from one
 * seed, which the certificate names.
 */
class ChaosIT {
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
    private final PlatformClient platform = fleet.platform();
    private final Simulator simulator = fleet.simulator();

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
        var contacts = Fleet.contacts(size.recipients(), size.seed());
        int throughGoogle = size.recipients() / 4;
        var begun = Instant.now();
        long start = simulator.position();
        var campaigns = List.of(
                launched("gupshup-rcs", contacts, 0, size.recipients() - throughGoogle),
                launched("google-rbm", contacts, size.recipients() - throughGoogle, size.recipients()));
        for (var campaign : campaigns) {
            fleet.awaitMetrics(campaign, metrics -> metrics.path("sent").asLong() > 0);
        }

        var trouble = new Trouble(fleet, campaigns, people(contacts), random);
        try (var _ = new ProviderOutages(simulator)) {
            for (var fault : Fault.drawn(size.seed(), size.kills(), size.redisGone(), size.optOuts())) {
                trouble.bring(fault);
            }
        }
        simulator.configure(Map.of("outage", false));
        var lastFault = Instant.now();
        var settled = settled(campaigns, lastFault);
        var outcome = outcome(start, begun, campaigns);
        certify(outcome, trouble, settled);

        assertThat(outcome.planned()).isEqualTo(size.recipients());
        assertThat(outcome.accountedFor())
                .as("everybody has an outcome or a reason: " + outcome.books())
                .isEqualTo(size.recipients());
        assertThat(outcome.isBalanced()).as(outcome.books().toString()).isTrue();
        assertThat(outcome.acceptedTwice("rbm"))
                .as("accepted twice under our id")
                .isZero();
        assertThat(outcome.acceptedTwice("hub") + outcome.acceptedTwice("sms"))
                .as("accepted twice; what is unknown is never sent again under this policy")
                .isZero();
        assertThat(List.of(outcome.delivered(), outcome.read()))
                .as("delivered and read, against what the provider told and was answered 200 for")
                .containsExactly(outcome.toldDelivered(), outcome.toldRead());
        assertThat(outcome.latestAfter(trouble.optedOut()))
                .as("the last submission after an opt-out, as the provider saw it")
                .isLessThanOrEqualTo(OPT_OUT_LIMIT);
        assertThat(outcome.latestAfterOptOut())
                .as("the last submission after an opt-out, as the platform measures it")
                .isLessThanOrEqualTo(OPT_OUT_LIMIT);
        assertThatNothingWasChangedAfterwards();
    }

    /** The chain of reconciliation records. */
    private void assertThatNothingWasChangedAfterwards() {
        var verdict = platform.get("/reconciliations/verification");
        assertThat(verdict.path("intact").asBoolean()).as(verdict.toString()).isTrue();
    }

    private String launched(String account, List<String> contacts, int from, int to) {
        int rate = Math.max(1, (int) ((long) size.ratePerSecond() * (to - from) / size.recipients()));
        var campaign = new DemoCampaign(platform, rate, account, _ -> {});
        var csv = Stream.concat(contacts.stream().limit(1), contacts.subList(1 + from, 1 + to).stream())
                .map(line -> (line + "\n").getBytes(UTF_8))
                .toList();
        var id = campaign.create(BodyPublishers.ofByteArrays(csv));
        campaign.launch(id);
        return id;
    }

    /** How long after the last fault the last count moved. */
    private Duration settled(List<String> campaigns, Instant lastFault) {
        var watch = new Watch(platform, Duration.ofMillis(500), QUIET);
        return campaigns.stream()
                .map(campaign ->
                        watch.untilSettled(campaign, left(lastFault), _ -> {}).lastChange())
                .max(Instant::compareTo)
                .map(last -> Duration.between(lastFault, last))
                .orElseThrow();
    }

    /** Once all that the provider tells of is in the books; after two minutes as it is. */
    private Outcome outcome(long start, Instant begun, List<String> campaigns) {
        Callable<Outcome> now = () -> Outcome.of(platform, simulator, start, begun, campaigns);
        try {
            return await("the books to say what the provider does")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(now, outcome -> outcome.isBalanced() && outcome.knowsAllThatItWasTold());
        } catch (ConditionTimeoutException _) {
            return Outcome.of(platform, simulator, start, begun, campaigns);
        }
    }

    private static Duration left(Instant lastFault) {
        return AFTER_THE_LAST_FAULT.minus(Duration.between(lastFault, Instant.now()));
    }

    private List<String> people(List<String> contacts) {
        int column = Arrays.asList(contacts.getFirst().split(",", -1)).indexOf("phone");
        var people = new ArrayList<>(contacts.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[column])
                .toList());
        Collections.shuffle(people, random);
        return people;
    }

    private void certify(Outcome outcome, Trouble trouble, Duration settled) throws IOException {
        var text = new StringBuilder("\n=== certificate of a run through chaos ===\n");
        line(text, "seed", size.seed());
        line(text, "recipients", size.recipients());
        line(text, "provider", MISBEHAVING + ", 3 s of outage each minute");
        trouble.happened().forEach(what -> line(text, "fault", what));
        line(text, "settled", settled.toSeconds() + " s after the last fault");
        for (var book : outcome.books()) {
            line(text, "outcomes", book.path("outcomes"));
            line(text, "skips", book.path("skips"));
            line(text, "fallback", book.path("fallback"));
            line(text, "balanced", book.path("balanced"));
            line(text, "ledger", book.path("ledger").path("agreement"));
        }
        line(text, "accepted", outcome.told().path("accepted"));
        line(
                text,
                "twice",
                "rbm %d (%d ignored by id), hub %d, sms %d; unknown %d"
                        .formatted(
                                outcome.acceptedTwice("rbm"),
                                outcome.told().path("repeated").asLong(),
                                outcome.acceptedTwice("hub"),
                                outcome.acceptedTwice("sms"),
                                outcome.unknown()));
        line(
                text,
                "receipts",
                "delivered %d of %d told, read %d of %d"
                        .formatted(outcome.delivered(), outcome.toldDelivered(), outcome.read(), outcome.toldRead()));
        line(
                text,
                "opt-outs",
                "%d; last submission %d ms after, %d ms as the platform measures it"
                        .formatted(
                                trouble.optedOut().size(),
                                outcome.latestAfter(trouble.optedOut()).toMillis(),
                                outcome.latestAfterOptOut().toMillis()));
        text.append("===\n");
        Files.writeString(Path.of("target", "fleet", "certificate-" + size.seed() + ".txt"), text);
        System.out.println(text);
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append("%-12s %s%n".formatted(name, value));
    }
}
