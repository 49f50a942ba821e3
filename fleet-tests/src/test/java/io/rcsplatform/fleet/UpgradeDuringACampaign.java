package io.rcsplatform.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.bench.DemoCampaign;
import io.rcsplatform.bench.PlatformClient;
import io.rcsplatform.bench.PlatformFailed;
import io.rcsplatform.bench.Simulator;
import io.rcsplatform.bench.Watch;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The delivery guarantees while a fleet is upgraded under a campaign. Each service in turn: the new version starts beside the old one and
 * brings the database up to date, both work, the old one crashes and starts again on what is ahead of it, then it is replaced. Needs the
 * old version's programs, so it is no part of every build: {@code ./rcs test upgrade}.
 */
class UpgradeDuringACampaign {
    private static final int RECIPIENTS = 10_000;
    private static final int RATE_PER_SECOND = 20;
    private static final int WHILE_BOTH_WORK = 100;
    private static final Duration QUIET = Duration.ofSeconds(6);
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Fleet fleet = Fleet.of(Release.previous());
    private final PlatformClient platform = fleet.platform();
    private final Simulator simulator = fleet.simulator();

    UpgradeDuringACampaign() throws IOException {}

    @Test
    void everybodyHasAnOutcomeAndNobodyGetsTwoMessagesWhileServicesAreReplaced() throws Exception {
        var begun = Instant.now();
        long start = simulator.position();
        var campaign = launched();
        fleet.awaitMetrics(campaign, metrics -> sent(metrics) > 0);

        for (var program : Fleet.SERVICES) {
            upgrade(program, campaign);
        }

        assertThat(platform.get("/campaigns/" + campaign).path("status").asString())
                .as("the campaign outlasts the upgrade, or the last of it was none during a campaign")
                .isEqualTo("running");
        new Watch(platform, Duration.ofMillis(500), QUIET).untilSettled(campaign, LIMIT, _ -> {});
        var outcome = outcome(start, begun, campaign);
        System.out.printf(
                "upgraded during a campaign: %s; accepted twice: hub %d, sms %d%n",
                outcome.books(), outcome.acceptedTwice("hub"), outcome.acceptedTwice("sms"));
        assertThat(outcome.planned()).isEqualTo(RECIPIENTS);
        assertThat(outcome.accountedFor()).as(outcome.books().toString()).isEqualTo(RECIPIENTS);
        assertThat(outcome.isBalanced()).as(outcome.books().toString()).isTrue();
        assertThat(outcome.acceptedTwice("hub") + outcome.acceptedTwice("sms"))
                .as("accepted twice")
                .isZero();
        assertThatNothingDied();
        assertThat(List.of(outcome.delivered(), outcome.read()))
                .as("delivered and read, against what the provider told and was answered 200 for")
                .containsExactly(outcome.toldDelivered(), outcome.toldRead());
    }

    private void upgrade(String program, String campaign) throws IOException, InterruptedException {
        var old = fleet.service(program);
        var beside = fleet.beside(program, Release.current()).start().awaitReady();
        awaitProgress(campaign);
        old.kill();
        old.start().awaitReady();
        awaitProgress(campaign);
        old.stop();
        fleet.successor(program, Release.current()).start().awaitReady();
        beside.stop();
        assertThatNothingDied();
        System.out.printf("%s: both versions worked, now it is the new one's%n", program);
    }

    /** A version that cannot work beside the other lets what it is handed die, and the other makes up for it. */
    private void assertThatNothingDied() {
        var letters = platform.get("/dead_letters?state=open").path("data");
        assertThat(letters.size()).as(letters.toString()).isZero();
    }

    /** Also while a gateway has not yet noticed that a service answers again. */
    private void awaitProgress(String campaign) {
        var progress = await("progress of " + campaign)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(PlatformFailed.class);
        long before = progress.until(() -> sent(campaign), _ -> true);
        progress.until(() -> sent(campaign), sent -> sent >= before + WHILE_BOTH_WORK);
    }

    private long sent(String campaign) {
        return sent(platform.get("/campaigns/" + campaign + "/metrics"));
    }

    private String launched() throws IOException {
        var campaign = new DemoCampaign(platform, RATE_PER_SECOND, _ -> {});
        var csv = Fleet.contacts(RECIPIENTS, 1).stream()
                .map(line -> (line + "\n").getBytes(UTF_8))
                .toList();
        var id = campaign.create(BodyPublishers.ofByteArrays(csv));
        campaign.launch(id);
        return id;
    }

    /** Once all that the provider tells of is in the books; after two minutes as it is. */
    private Outcome outcome(long start, Instant begun, String campaign) {
        Callable<Outcome> now = () -> Outcome.of(platform, simulator, start, begun, List.of(campaign));
        try {
            return await("the books to say what the provider does")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(now, outcome -> outcome.isBalanced() && outcome.knowsAllThatItWasTold());
        } catch (ConditionTimeoutException _) {
            return Outcome.of(platform, simulator, start, begun, List.of(campaign));
        }
    }

    private static long sent(JsonNode metrics) {
        return metrics.path("sent").asLong();
    }
}
