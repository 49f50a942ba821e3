package io.rcsplatform.dispatch;

import static io.rcsplatform.dispatch.script.ScriptedProvider.providerIdOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Receipts come in any order, any number of times, before or after the answer to their own send. */
class ReceiptsIT extends OnRealServers {
    @Autowired
    MeterRegistry meters;

    private static final Instant DELIVERED_AT = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant READ_AT = DELIVERED_AT.plusSeconds(30);

    @Test
    void anyOrderAndRepetitionEndsInTheSameRowAndIsAnnouncedOnce() {
        var batch = sent(Batch.of(3));

        receive("scripted", delivered(batch, 0), read(batch, 0));
        receive("scripted", read(batch, 1));
        receive("scripted", delivered(batch, 1), delivered(batch, 1));
        receive("scripted", read(batch, 2), delivered(batch, 2), read(batch, 2));
        receive("scripted", read(batch, 0), delivered(batch, 0), read(batch, 1));

        awaitStates(batch, Map.of(MessageState.READ, 3L));
        await("the repetitions are worked off")
                .atMost(SOON)
                .until(() -> times(batch).stream().distinct().count() == 1);
        assertThat(times(batch)).containsOnly(DELIVERED_AT + " " + READ_AT);
        assertThat(changes(batch).stream().filter(change -> change.to() == MessageState.READ))
                .extracting(Change::messageId)
                .containsExactlyInAnyOrderElementsOf(batch.messages());
        assertThat(counted(batch)).isEqualTo(Map.of(MessageState.READ, 3));
    }

    @Test
    void theWayToTheDeviceIsTimedOnceForEachMessage() {
        var batch = sent(Batch.of(2));
        long before = deliveries();

        receive("scripted", read(batch, 0), delivered(batch, 0), delivered(batch, 1));
        receive("scripted", delivered(batch, 1));

        awaitStates(batch, Map.of(MessageState.READ, 1L, MessageState.DELIVERED, 1L));
        await("both are timed").atMost(SOON).until(() -> deliveries() - before == 2);
    }

    @Test
    void writesNothingOfATraceThatIsNotSampled() {
        var batch = sent(Batch.of(2));

        assertThat(jdbc.sql("select traceparent from provider_reference where tenant_id = ?")
                        .param(batch.tenant().value())
                        .query((row, _) -> String.valueOf(row.getString("traceparent")))
                        .list())
                .containsExactly("null", "null");
    }

    private long deliveries() {
        return meters.get("rcs.messages.delivery")
                .tag("account", "scripted")
                .timer()
                .count();
    }

    @Test
    void aLateDeliveryOverridesAFailureAndTheTotalsStayExact() {
        var batch = sent(Batch.of(1));
        receive("scripted", failure(batch.message(0), MessageState.FAILED, Reason.ABSENT_SUBSCRIBER, DELIVERED_AT));
        awaitStates(batch, Map.of(MessageState.FAILED, 1L));

        receive("scripted", delivered(batch, 0));

        awaitStates(batch, Map.of(MessageState.DELIVERED, 1L));
        assertThat(changes(batch))
                .extracting(Change::from, Change::fromReason, Change::to, Change::reason)
                .containsExactly(
                        tuple(null, null, MessageState.SENT, null),
                        tuple(MessageState.SENT, null, MessageState.FAILED, Reason.ABSENT_SUBSCRIBER),
                        tuple(MessageState.FAILED, Reason.ABSENT_SUBSCRIBER, MessageState.DELIVERED, null));
    }

    @Test
    void aReceiptMayOvertakeTheAnswerToItsOwnSend() {
        var batch = Batch.of(1);
        var answer = new CompletableFuture<SendOutcome>();
        provider.follow((_, _, _) -> answer);
        feed(batch);
        await("it is submitted").atMost(SOON).until(() -> provider.submissions(batch) == 1);

        receive("scripted", delivered(batch, 0));

        await("the receipt is kept").atMost(SOON).until(() -> unmatched(batch) == 1);
        answer.complete(new Accepted(providerIdOf(batch.message(0))));
        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.DELIVERED, 1L));
        assertThat(unmatched(batch)).isZero();
        assertThat(changes(batch))
                .extracting(Change::from, Change::to)
                .containsExactly(tuple(null, MessageState.DELIVERED));
    }

    @Test
    void theSweepMatchesAReceiptThatMissedItsReferenceByAMoment() {
        var batch = sent(Batch.of(1));

        jdbc.sql("insert into unmatched_receipt (account, provider_id, state, at) values ('scripted', ?, 100, now())")
                .param(providerIdOf(batch.message(0)).toLowerCase(Locale.ROOT))
                .update();

        awaitStates(batch, Map.of(MessageState.DELIVERED, 1L));
        assertThat(unmatched(batch)).isZero();
    }

    @Test
    void aReceiptForAnIdThatNobodyKnowsIsKeptAndStopsNobody() {
        var batch = sent(Batch.of(1));
        var stranger = "stranger-" + batch.campaign();

        receive("scripted", new Receipt(stranger, MessageState.READ, READ_AT, null, null), delivered(batch, 0));

        awaitStates(batch, Map.of(MessageState.DELIVERED, 1L));
        assertThat(jdbc.sql("select count(*) from unmatched_receipt where provider_id = ?")
                        .param(stranger)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anotherAccountsReceiptsForTheSameIdAreNotOurs() {
        var batch = sent(Batch.of(1));

        receive("scripted-sms", delivered(batch, 0));
        receive("scripted", read(batch, 0));

        awaitStates(batch, Map.of(MessageState.READ, 1L));
        assertThat(times(batch)).containsOnly("null " + READ_AT);
    }

    @Test
    void aLegThatFailsLaterAsksForItsFallbackOnce() {
        var batch = sent(Batch.of(3).withFallback());

        receive("scripted", failure(batch.message(1), MessageState.EXPIRED, Reason.EXPIRED, DELIVERED_AT));
        receive("scripted", failure(batch.message(1), MessageState.EXPIRED, Reason.EXPIRED, DELIVERED_AT));
        receive("scripted", failure(batch.message(2), MessageState.FAILED, Reason.OPTED_OUT, DELIVERED_AT));
        receive("scripted", failure(batch.message(1), MessageState.REVOKED, null, READ_AT));

        awaitStates(batch, Map.of(MessageState.SENT, 1L, MessageState.REVOKED, 1L, MessageState.FAILED, 1L));
        assertThat(events(batch).stream().flatMap(event -> event.fallbacks().stream()))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.batchId()).isEqualTo(batch.id());
                    assertThat(request.recipients()).extracting(r -> r.id()).containsExactly(batch.message(1));
                    assertThat(request.recipients().getFirst().values()).containsExactly("name 1");
                });
    }

    @Test
    void nothingFallsBackOnceTheDeadlineHasPassed() {
        var batch = sent(Batch.of(1).withFallback());
        var late =
                "update batch set payload = convert_to(replace(convert_from(payload, 'utf8'), '\"deadline\":\"20', '\"deadline\":\"19'), 'utf8') where id = ?";
        assertThat(jdbc.sql(late).param(batch.id().value()).update()).isEqualTo(1);

        receive("scripted", failure(batch.message(0), MessageState.FAILED, Reason.NOT_RCS, DELIVERED_AT));

        awaitStates(batch, Map.of(MessageState.FAILED, 1L));
        assertThat(events(batch)).flatExtracting(event -> event.fallbacks()).isEmpty();
    }

    @Test
    void theSmsLegDecidesAfterTheRcsLegFailedAndArrivingTwiceIsSaid() {
        double twice = deliveredTwice();
        var rcs = sent(Batch.of(1).withFallback());
        receive("scripted", failure(rcs.message(0), MessageState.FAILED, Reason.ABSENT_SUBSCRIBER, DELIVERED_AT));
        awaitStates(rcs, Map.of(MessageState.FAILED, 1L));
        var sms = rcs.asSms();
        provider.follow((id, _, _) -> CompletableFuture.completedFuture(new Accepted("sms-" + id)));

        feed(sms);
        awaitCompletion(sms);
        receive("scripted-sms", new Receipt("sms-" + rcs.message(0), MessageState.DELIVERED, DELIVERED_AT, null, null));
        await("the SMS arrives").atMost(SOON).until(() -> states(sms).containsKey(MessageState.DELIVERED));
        receive("scripted", delivered(rcs, 0));
        awaitStates(rcs, Map.of(MessageState.DELIVERED, 1L));

        await("it is counted").atMost(SOON).until(() -> deliveredTwice() == twice + 1);
        assertThat(changes(rcs))
                .extracting(Change::channel, Change::from, Change::to, Change::deliveredTwice)
                .containsExactly(
                        tuple(Channel.RCS, null, MessageState.SENT, false),
                        tuple(Channel.RCS, MessageState.SENT, MessageState.FAILED, false),
                        tuple(Channel.SMS, MessageState.FAILED, MessageState.SENT, false),
                        tuple(Channel.SMS, MessageState.SENT, MessageState.DELIVERED, false),
                        tuple(Channel.RCS, MessageState.DELIVERED, MessageState.DELIVERED, true));
        assertThat(events(rcs).stream().mapToInt(event -> event.smsSettled()).sum())
                .isEqualTo(1);
    }

    private Batch sent(Batch batch) {
        feed(batch);
        awaitCompletion(batch);
        return batch;
    }

    private static Receipt delivered(Batch batch, int index) {
        return receipt(batch.message(index), MessageState.DELIVERED, DELIVERED_AT);
    }

    private static Receipt read(Batch batch, int index) {
        return receipt(batch.message(index), MessageState.READ, READ_AT);
    }

    private void awaitStates(Batch batch, Map<MessageState, Long> expected) {
        await("the receipts are in the ledger")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(states(batch)).isEqualTo(expected));
    }

    private int unmatched(Batch batch) {
        return jdbc.sql("select count(*) from unmatched_receipt where provider_id = any (?)")
                .param(batch.messages().stream()
                        .map(id -> providerIdOf(id).toLowerCase(Locale.ROOT))
                        .toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    private List<String> times(Batch batch) {
        return jdbc.sql("select delivered_at, read_at from message where tenant_id = ?")
                .param(batch.tenant().value())
                .query((row, _) -> time(row.getTimestamp(1)) + " " + time(row.getTimestamp(2)))
                .list();
    }

    private static String time(@Nullable Timestamp at) {
        return at == null ? "null" : at.toInstant().toString();
    }

    /** What a consumer that counts {@code to} up and {@code from} down has in the end. */
    private Map<MessageState, Integer> counted(Batch batch) {
        var totals = new EnumMap<MessageState, Integer>(MessageState.class);
        for (var change : changes(batch)) {
            totals.merge(change.to(), 1, Integer::sum);
            if (change.from() != null) {
                totals.merge(change.from(), -1, Integer::sum);
            }
        }
        totals.values().removeIf(count -> count == 0);
        assertThat(totals.values()).allMatch(count -> count > 0);
        return totals;
    }

    private double deliveredTwice() {
        return meters.get("rcs.messages.delivered.twice").counter().count();
    }
}
