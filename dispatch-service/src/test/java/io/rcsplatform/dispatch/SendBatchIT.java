package io.rcsplatform.dispatch;

import static io.rcsplatform.dispatch.script.ScriptedProvider.Script.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.rcsplatform.dispatch.batch.Batches;
import io.rcsplatform.dispatch.batch.Claim;
import io.rcsplatform.dispatch.batch.Fence;
import io.rcsplatform.dispatch.batch.LeaseLost;
import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.dispatch.script.ScriptedProvider;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.event.MessageEvents.FallbackRequest;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Retry;
import io.rcsplatform.domain.message.SendOutcome.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SendBatchIT extends OnRealServers {
    private static final Duration A_WHILE = Duration.ofSeconds(60);

    @Autowired
    MeterRegistry meters;

    @Autowired
    Batches batches;

    @Test
    void sendsEachRecipientOnceAndAnnouncesEachOutcomeAndTheEnd() {
        var batch = Batch.of(250);

        feed(batch);

        awaitCompletion(batch);
        assertThat(batch.messages())
                .allSatisfy(id -> assertThat(provider.submissions(id)).isEqualTo(1));
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 250L));
        assertThat(changes(batch)).extracting(Change::messageId).containsExactlyInAnyOrderElementsOf(batch.messages());
        assertThat(changes(batch)).allSatisfy(change -> {
            assertThat(change.from()).isNull();
            assertThat(change.to()).isEqualTo(MessageState.SENT);
        });
        assertThat(events(batch).getLast().completed()).satisfies(completed -> {
            assertThat(completed.batchId()).isEqualTo(batch.id());
            assertThat(completed.recipients()).isEqualTo(250);
        });
    }

    @Test
    void asksForAFallbackForThoseWhomRcsCannotReach() {
        var batch = Batch.of(5).withFallback();
        provider.follow((id, to, attempt) -> id.equals(batch.message(3))
                ? now(new Unreachable(Reason.NOT_RCS, "404"))
                : provider.accepting(id, to, attempt));

        feed(batch);

        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 4L, MessageState.FAILED, 1L));
        assertThat(events(batch))
                .flatExtracting(event -> event.fallbacks())
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.recipients()).singleElement().satisfies(recipient -> {
                        assertThat(recipient.id()).isEqualTo(batch.message(3));
                        assertThat(recipient.values()).containsExactly("name 3");
                    });
                });
    }

    @Test
    void triesAgainAndThenFailsWithTheReason() {
        var batch = Batch.of(3);
        provider.follow((id, to, attempt) -> id.equals(batch.message(1)) || (id.equals(batch.message(2)) && attempt < 3)
                ? now(new Retry(null, Reason.PROVIDER_DOWN, "503"))
                : provider.accepting(id, to, attempt));

        feed(batch);

        awaitOutcomes(batch);
        assertThat(provider.submissions(batch.message(0))).isEqualTo(1);
        assertThat(provider.submissions(batch.message(1))).isEqualTo(4);
        assertThat(provider.submissions(batch.message(2))).isEqualTo(3);
        assertThat(rows(batch, batch.channel()))
                .extracting(Row::state, Row::reason, Row::attempts)
                .containsExactly(
                        tuple(MessageState.SENT, null, 1),
                        tuple(MessageState.FAILED, Reason.PROVIDER_DOWN, 4),
                        tuple(MessageState.SENT, null, 3));
        assertThat(changes(batch)).hasSize(3);
        assertThat(parts(batch)).isZero();
    }

    @Test
    void doesNotWaitForRetriesToBeDueButSaysHowManyThereAre() {
        var batch = Batch.of(3);
        provider.follow((id, to, attempt) -> id.equals(batch.message(1)) && attempt == 1
                ? now(new Retry(Duration.ofSeconds(2), Reason.RATE_LIMITED, "429"))
                : provider.accepting(id, to, attempt));

        feed(batch);

        awaitCompletion(batch);
        assertThat(events(batch).getLast().completed())
                .satisfies(completed -> assertThat(completed.deferred()).isEqualTo(1));
        assertThat(provider.submissions(batch.message(1))).isEqualTo(1);
        assertThat(rows(batch, Channel.RCS).get(1).state()).isEqualTo(MessageState.ACCEPTED);
        awaitOutcomes(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 3L));
    }

    @Test
    void asksForAFallbackWhenTheLastTryFails() {
        var batch = Batch.of(3).withFallback();
        provider.follow((id, to, attempt) -> id.equals(batch.message(1))
                ? now(new Retry(null, Reason.PROVIDER_DOWN, "503"))
                : provider.accepting(id, to, attempt));

        feed(batch);

        awaitOutcomes(batch);
        assertThat(events(batch))
                .flatExtracting(MessageEvents::fallbacks)
                .singleElement()
                .satisfies(request -> assertThat(request.recipients())
                        .extracting(Recipient::id)
                        .containsExactly(batch.message(1)));
    }

    @Test
    void leavesRetriesToWhoeverHoldsThemUntilTheirLeaseHasRunOut() {
        var batch = Batch.of(2);
        provider.follow((id, to, attempt) -> id.equals(batch.message(0)) && attempt == 1
                ? now(new Retry(Duration.ofSeconds(20), Reason.PROVIDER_DOWN, "503"))
                : provider.accepting(id, to, attempt));
        feed(batch);
        awaitCompletion(batch);

        jdbc.sql("""
                        update batch
                           set owner = gen_random_uuid(), lease_until = now() + interval '4 seconds', due_at = now()
                         where tenant_id = ? and part > 0
                        """).param(batch.tenant().value()).update();

        await("the retry is left to its holder")
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(2))
                .until(() -> provider.submissions(batch.message(0)) == 1);
        awaitOutcomes(batch);
        assertThat(provider.submissions(batch.message(0))).isEqualTo(2);
        assertThat(provider.submissions(batch.message(1))).isEqualTo(1);
        assertThat(changes(batch)).hasSize(2);
    }

    @Test
    void triesAgainTogetherWhatIsAlikeAndEachMessageStaysOfItsBatch() {
        var first = Batch.of(3).withFallback();
        var second = first.number(1);
        var other = Batch.of(3).owned(first.tenant());
        provider.follow((id, to, attempt) -> attempt == 1 && isOneOf(id, 0, first, second, other)
                ? now(new Retry(A_WHILE, Reason.RATE_LIMITED, "429"))
                : attempt == 1 && isOneOf(id, 1, first, second)
                        ? now(new Retry(A_WHILE, Reason.PROVIDER_DOWN, "503"))
                        : isOneOf(id, 1, first, second)
                                ? now(new Unreachable(Reason.NOT_RCS, "404"))
                                : provider.accepting(id, to, attempt));
        double runs = runs();
        for (var batch : List.of(first, second, other)) {
            feed(batch);
            awaitCompletion(batch);
        }

        callDue(first);

        for (var batch : List.of(first, second, other)) {
            awaitOutcomes(batch);
        }
        await("what was put aside is done").atMost(SOON).until(() -> parts(first) == 0);
        int expected = 3 + 2;
        await("all runs are counted").atMost(SOON).until(() -> runs() - runs >= expected);
        assertThat(runs() - runs)
                .as("runs: three batches, then what two of a campaign put aside, and what another campaign did")
                .isEqualTo(expected);
        assertThat(events(first))
                .flatExtracting(MessageEvents::fallbacks)
                .extracting(
                        FallbackRequest::batchId,
                        request -> request.recipients().getFirst().id())
                .containsExactlyInAnyOrder(tuple(first.id(), first.message(1)), tuple(second.id(), second.message(1)));
    }

    @Test
    void putsAsideAgainForEachBatchWhatWasTriedAgainTogether() {
        var first = Batch.of(2);
        var second = first.number(1);
        provider.follow((id, to, attempt) -> attempt <= 2 && isOneOf(id, 0, first, second)
                ? now(new Retry(A_WHILE, Reason.RATE_LIMITED, "429"))
                : provider.accepting(id, to, attempt));
        feed(first);
        feed(second);
        awaitCompletion(first);
        awaitCompletion(second);

        callDue(first);

        await("both are put aside a second time")
                .atMost(SOON)
                .until(() -> attempts(first) == 2 && attempts(second) == 2 && partsThatWait(first) == 2);
        assertThat(jdbc.sql("select id from batch where tenant_id = ? and part > 0")
                        .param(first.tenant().value())
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(first.id().value(), second.id().value());
        callDue(first);
        awaitOutcomes(first);
        awaitOutcomes(second);
    }

    @Test
    void losesNothingWhenTheLeaseOnAPartOfWhatIsTriedAgainIsLost() {
        var first = Batch.of(1);
        var second = first.number(1);
        var slow = new CompletableFuture<SendOutcome>();
        provider.follow((id, to, attempt) -> attempt == 1
                ? now(new Retry(A_WHILE, Reason.RATE_LIMITED, "429"))
                : slow.thenApply(_ -> new Accepted(ScriptedProvider.providerIdOf(id))));
        feed(first);
        feed(second);
        awaitCompletion(first);
        awaitCompletion(second);
        callDue(first);
        await("both are handed over again").atMost(SOON).until(() -> attempts(first) == 2 && attempts(second) == 2);

        jdbc.sql("""
                        update batch
                           set owner = gen_random_uuid(), flush = 0, lease_until = now()
                         where tenant_id = ? and id = ? and part > 0
                        """).params(second.tenant().value(), second.id().value()).update();
        slow.complete(new Accepted("any"));

        awaitOutcomes(first);
        awaitOutcomes(second);
        await("what was put aside is done").atMost(SOON).until(() -> parts(first) == 0);
        assertThat(states(first)).isEqualTo(Map.of(MessageState.SENT, 2L));
        assertThat(attempts(first)).isEqualTo(2);
        assertThat(attempts(second)).isEqualTo(2);
    }

    @Test
    void leasesThatAreWorkedOnTogetherAreLostTogether() {
        var held = Stream.of(Batch.of(1), Batch.of(1))
                .map(batch -> ((Claim.Taken) batches.take(batch.event(), new byte[0])).lease())
                .toList();
        assertThat(batches.renew(held, 1)).isEqualTo(new Fence.Held(false));
        assertThat(batches.renew(held, 1)).isEqualTo(new Fence.Committed());

        jdbc.sql("update batch set owner = gen_random_uuid() where tenant_id = ?")
                .param(held.getLast().tenant().value())
                .update();

        assertThatThrownBy(() -> batches.renew(held, 2)).isInstanceOf(LeaseLost.class);
    }

    @Test
    void aSlowAnswerHoldsUpNobodyElse() {
        var slow = new CompletableFuture<SendOutcome>();
        var batch = Batch.of(250);
        provider.follow((id, to, attempt) -> id.equals(batch.message(7)) ? slow : provider.accepting(id, to, attempt));

        feed(batch);

        await("everybody else's outcome is announced")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(changes(batch)).hasSize(249));
        assertThat(completions(batch)).isZero();
        slow.complete(new Accepted("late"));
        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 250L));
    }

    @Test
    void doesNotKeepAnOutcomeUntilASlowSenderMaySendAgain() {
        var handedOver = new ConcurrentHashMap<MessageId, Instant>();
        var batch = Batch.of(2).at(1);
        provider.follow((id, to, attempt) -> {
            handedOver.put(id, Instant.now());
            return provider.accepting(id, to, attempt);
        });

        feed(batch);

        awaitCompletion(batch);
        assertThat(handedOver.get(batch.message(1)))
                .isAfter(events(batch).getFirst().occurredAt().plusMillis(200));
    }

    @Test
    void providersAreTimedByWhatTheyAnswer() {
        var batch = Batch.of(3);
        long throttled = calls("throttled");
        long accepted = calls("accepted");
        provider.follow((id, to, attempt) -> id.equals(batch.message(1)) && attempt == 1
                ? now(new Retry(Duration.ZERO, Reason.RATE_LIMITED, "429"))
                : provider.accepting(id, to, attempt));

        feed(batch);

        awaitOutcomes(batch);
        assertThat(calls("throttled") - throttled).isEqualTo(1);
        assertThat(calls("accepted") - accepted).isEqualTo(3);
    }

    @Test
    void theOldestMessageOfALaneIsAsOldAsTheBatchThatIsNotHandedOver() {
        var slow = new CompletableFuture<SendOutcome>();
        var batch = Batch.of(2).at(1);
        provider.follow((id, to, attempt) -> id.equals(batch.message(0)) ? slow : provider.accepting(id, to, attempt));

        feed(batch);

        await("its second message waits for the first one's answer")
                .atMost(SOON)
                .until(() -> oldest("bulk") > 0.5);
        slow.complete(new Accepted("late"));
        awaitCompletion(batch);
        assertThat(oldest("bulk")).isZero();
    }

    @Test
    void whatIsUsedOfASendersRateIsCounted() {
        double used = rateUsed();
        var batch = Batch.of(30).at(200);

        feed(batch);

        awaitCompletion(batch);
        await("it is counted").atMost(SOON).until(() -> Math.abs(rateUsed() - used - 30 / 200.0) < 0.001);
    }

    private static boolean isOneOf(MessageId id, int index, Batch... batches) {
        return Stream.of(batches).anyMatch(batch -> batch.message(index).equals(id));
    }

    /** How often the first of its messages was handed over. */
    private int attempts(Batch batch) {
        return provider.submissions(batch.message(0));
    }

    private void callDue(Batch batch) {
        jdbc.sql("update batch set due_at = now() where tenant_id = ? and part > 0")
                .param(batch.tenant().value())
                .update();
    }

    private double runs() {
        return meters.get("rcs.dispatch.batch").tags("lane", "bulk").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private double oldest(String lane) {
        return meters.get("rcs.dispatch.oldest")
                .tags("lane", lane, "stage", "queue")
                .gauge()
                .value();
    }

    private long calls(String outcome) {
        return meters.get("rcs.provider.calls")
                .tags("account", "scripted", "outcome", outcome)
                .timer()
                .count();
    }

    private double rateUsed() {
        return meters.get("rcs.dispatch.rate.used")
                .tags("account", "scripted")
                .counter()
                .count();
    }

    /** Those of which nobody is at work. */
    private long partsThatWait(Batch batch) {
        return jdbc.sql("select count(*) from batch where tenant_id = ? and part > 0 and due_at > now()")
                .param(batch.tenant().value())
                .query(Long.class)
                .single();
    }

    private long parts(Batch batch) {
        return jdbc.sql("select count(*) from batch where tenant_id = ? and part > 0")
                .param(batch.tenant().value())
                .query(Long.class)
                .single();
    }
}
