package io.rcsplatform.dispatch;

import static io.rcsplatform.dispatch.script.ScriptedProvider.Script.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider account that is out of order, until it is told to be in order again. */
class CircuitIT extends OnRealServers {
    private static final String ACCOUNT = "scripted-unsteady";
    private static final SendOutcome AWAY = new Retry(null, Reason.PROVIDER_DOWN, "503");
    private static final int TRIES = 4;
    private static final int SOMETIMES = 5;

    private final Set<MessageId> ofOthers = ConcurrentHashMap.newKeySet();
    private volatile boolean isAway = true;

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void isOutOfOrder() {
        provider.follow((id, to, attempt) ->
                isAway && !ofOthers.contains(id) ? now(AWAY) : provider.accepting(id, to, attempt));
        await("its circuit opens").atMost(SOON).until(() -> {
            feed(Batch.of(20).through(ACCOUNT));
            return state("open") == 1;
        });
    }

    @AfterEach
    void isInOrderAgainAndNothingWaits() {
        isAway = false;
        var last = Batch.of(5).through(ACCOUNT);
        feed(last);
        awaitCompletion(last);
        await("nothing is left for the next test").atMost(SOON).until(() -> waiting() == 0);
    }

    @Test
    void messagesUseUpNoTriesWhileTheirProviderIsOutOfOrder() {
        var batch = Batch.of(200).through("scripted-idempotent");

        feed(batch);

        awaitCompletion(batch);
        await("some are tried more often than a message is")
                .atMost(SOON)
                .until(() -> batch.messages().stream().anyMatch(id -> provider.submissions(id) > TRIES));
        isAway = false;
        awaitOutcomes(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 200L));
    }

    @Test
    void messagesWaitForTheirProviderAndAreSentOnce() {
        var batch = Batch.of(50).through(ACCOUNT);
        feed(batch);
        awaitPutOff("bulk", SOMETIMES);
        feed(batch);
        awaitPutOff("bulk", SOMETIMES);
        assertThat(state("open") + state("half_open")).isEqualTo(1);
        assertThat(changes(batch)).isEmpty();

        isAway = false;

        awaitCompletion(batch);
        awaitOutcomes(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 50L));
        assertThat(events(batch)).extracting(MessageEvents::duplicates).containsOnly(0);
        assertThat(state("closed")).isEqualTo(1);
    }

    @Test
    void aBatchThatIsPutOffIsAnnouncedEachTimeThatItIsFed() {
        var batch = Batch.of(50).through(ACCOUNT);
        feed(batch);
        awaitPutOff("bulk", SOMETIMES);
        feed(batch);

        await("it is announced a second time")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(events(batch))
                        .extracting(MessageEvents::putOff)
                        .filteredOn(Objects::nonNull)
                        .hasSize(2));
    }

    @Test
    void nobodyWaitsForTheProviderOfAStranger() {
        int moreThanConsumers = 40;
        IntStream.range(0, moreThanConsumers).forEach(_ -> feed(Batch.of(10).through(ACCOUNT)));
        var other = Batch.of(100);
        ofOthers.addAll(other.messages());

        feed(other);

        awaitCompletion(other);
        assertThat(states(other)).isEqualTo(Map.of(MessageState.SENT, 100L));
    }

    @Test
    void whoMayGetAnSmsIsNotKeptWaitingForLong() {
        var batch = Batch.of(50).through(ACCOUNT).withFallback();

        feed(batch);

        awaitOutcomes(batch);
        assertThat(rows(batch, batch.channel()))
                .allSatisfy(row -> assertThat(row.reason()).isEqualTo(Reason.PROVIDER_DOWN));
        assertThat(fallbacks(batch)).containsExactlyInAnyOrderElementsOf(batch.messages());
    }

    @Test
    void whoMayGetAnSmsInsteadOfAnExpressMessageIsNotKeptWaitingAtAll() {
        var bulk = Batch.of(50).through(ACCOUNT).withFallback();
        feed(bulk);
        awaitPutOff("bulk", 1);
        var express = Batch.of(5).through(ACCOUNT).withFallback();

        publish(Destination.DISPATCH_EXPRESS, express.event());

        awaitOutcomes(express);
        assertThat(fallbacks(express)).containsExactlyInAnyOrderElementsOf(express.messages());
        assertThat(fallbacks(bulk)).isEmpty();
    }

    @Test
    void aCampaignThatIsCancelledDoesNotWaitForItsProvider() {
        var batch = Batch.of(50).through(ACCOUNT);
        feed(batch);
        awaitPutOff("bulk", 1);

        cancel(batch);

        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.CANCELLED, 50L));
    }

    @Test
    void messagesExpireWhileTheyWaitForTheirProvider() {
        var batch = Batch.of(50).through(ACCOUNT).until(Instant.now().plusSeconds(4));

        feed(batch);

        awaitCompletion(batch);
        awaitOutcomes(batch);
        assertThat(rows(batch, batch.channel()))
                .extracting(Row::state, Row::reason)
                .containsOnly(tuple(MessageState.EXPIRED, Reason.EXPIRED));
    }

    private void awaitPutOff(String lane, int times) {
        double before = putOff(lane);
        await("it is put off").atMost(SOON).until(() -> putOff(lane) >= before + times);
    }

    private double putOff(String lane) {
        return meters.find("rcs.dispatch.put.off").tag("lane", lane).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private long waiting() {
        return jdbc.sql("select count(*) from batch where due_at < now() + interval '10 seconds' and done_at is null")
                .query(Long.class)
                .single();
    }

    private double state(String state) {
        return meters.find("resilience4j.circuitbreaker.state").tags("name", ACCOUNT, "state", state).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    private List<MessageId> fallbacks(Batch batch) {
        return events(batch).stream()
                .flatMap(event -> event.fallbacks().stream())
                .flatMap(request -> request.recipients().stream())
                .map(Recipient::id)
                .toList();
    }
}
