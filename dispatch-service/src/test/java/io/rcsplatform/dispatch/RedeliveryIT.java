package io.rcsplatform.dispatch;

import static io.rcsplatform.dispatch.script.ScriptedProvider.Script.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.dispatch.script.ScriptedProvider;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A batch may be delivered again at any time, beside its first copy or after a crash. */
class RedeliveryIT extends OnRealServers {
    @Test
    void neverSendsTwiceWhenTwoCopiesArriveTogether() {
        var batch = Batch.of(200);
        provider.follow((id, _, _) -> new CompletableFuture<SendOutcome>()
                .completeOnTimeout(new Accepted("P" + id), 300, TimeUnit.MILLISECONDS));

        feed(batch);
        feed(batch);
        feed(batch);

        await("every copy ends").atMost(SOON).until(() -> completions(batch) == 3);
        assertThat(batch.messages())
                .allSatisfy(id -> assertThat(provider.submissions(id)).isEqualTo(1));
        assertThat(changes(batch)).hasSize(200);
    }

    @Test
    void announcesADoneBatchAgainAndSendsNothing() {
        var batch = Batch.of(10);
        feed(batch);
        awaitCompletion(batch);

        feed(batch);

        await("it is announced again").atMost(SOON).until(() -> completions(batch) == 2);
        assertThat(provider.submissions(batch)).isEqualTo(10);
        assertThat(changes(batch)).hasSize(10);
    }

    @Test
    void takesNobodysSubmittingForUncertainWhileTheLeaseIsAlive() {
        var batch = Batch.of(2);
        crashed(batch, Duration.ofSeconds(2), MessageState.SUBMITTING, MessageState.SUBMITTING);

        feed(batch);

        await("the copy waits")
                .during(Duration.ofMillis(800))
                .atMost(Duration.ofSeconds(2))
                .until(() -> rows(batch, Channel.RCS).stream().allMatch(row -> row.state() == MessageState.SUBMITTING));
        awaitCompletion(batch);
        assertThat(provider.submissions(batch)).isZero();
    }

    @Test
    void resumesAfterACrashWithoutSendingAgainWhatMayHaveGoneOut() {
        var batch = Batch.of(4);
        crashed(batch, Duration.ZERO, MessageState.SUBMITTING, MessageState.ACCEPTED, MessageState.SENT);

        feed(batch);

        awaitCompletion(batch);
        assertThat(rows(batch, Channel.RCS))
                .extracting(Row::state)
                .containsExactly(MessageState.UNKNOWN, MessageState.SENT, MessageState.SENT, MessageState.SENT);
        assertThat(rows(batch, Channel.RCS).getFirst().reason()).isEqualTo(Reason.ANSWER_LOST);
        assertThat(List.of(0, 1, 2, 3))
                .extracting(i -> provider.submissions(batch.message(i)))
                .containsExactly(0, 1, 0, 1);
    }

    @Test
    void repeatsWhatMayHaveGoneOutWhereTheProviderTakesOurId() {
        var batch = Batch.of(2).through("scripted-idempotent");
        crashed(batch, Duration.ZERO, MessageState.SUBMITTING, MessageState.SENT);

        feed(batch);

        awaitCompletion(batch);
        assertThat(rows(batch, Channel.RCS)).extracting(Row::state).containsOnly(MessageState.SENT);
        assertThat(rows(batch, Channel.RCS)).extracting(Row::attempts).containsExactly(2, 1);
        assertThat(provider.submissions(batch.message(0))).isEqualTo(1);
    }

    @Test
    void leavesALostAnswerUnknownAndNeverRepeatsItBlindly() {
        var batch = Batch.of(2);
        provider.follow((id, to, attempt) ->
                id.equals(batch.message(0)) ? now(new Unknown("reset")) : provider.accepting(id, to, attempt));

        feed(batch);

        awaitCompletion(batch);
        assertThat(provider.submissions(batch.message(0))).isEqualTo(1);
        assertThat(rows(batch, Channel.RCS))
                .extracting(Row::state)
                .containsExactly(MessageState.UNKNOWN, MessageState.SENT);
    }

    @Test
    void sendsALostAnswerAgainForWantOfAReceiptWhereNobodyMayBeMissed() {
        var batch = Batch.of(2).neverMissing();
        provider.follow((id, to, attempt) -> id.equals(batch.message(0)) && attempt == 1
                ? now(new Unknown("reset"))
                : provider.accepting(id, to, attempt));

        feed(batch);

        awaitCompletion(batch);
        assertThat(events(batch))
                .extracting(event -> event.completed())
                .satisfiesOnlyOnce(completed -> assertThat(completed)
                        .isNotNull()
                        .satisfies(it -> assertThat(it.deferred()).isZero()));
        await("it is sent again")
                .atMost(SOON)
                .until(() -> rows(batch, Channel.RCS).getFirst().state() == MessageState.SENT);
        assertThat(provider.submissions(batch.message(0))).isEqualTo(2);
        assertThat(changes(batch))
                .filteredOn(change -> change.messageId().equals(batch.message(0)))
                .extracting(change -> change.to())
                .containsExactly(MessageState.UNKNOWN, MessageState.SENT);
        assertThat(resent(batch)).isEqualTo(1);
    }

    @Test
    void sendsNothingAgainOnceTheReceiptOfALostAnswerHasCome() {
        var batch = Batch.of(1).neverMissing();
        var message = batch.message(0);
        jdbc.sql("""
                        insert into provider_reference (account, provider_id, tenant_id, message_id, leg, created_at)
                        values ('scripted', lower(?), ?, ?, 1, now())
                        """)
                .params(ScriptedProvider.providerIdOf(message), batch.tenant().value(), message.value())
                .update();
        provider.follow((_, _, _) -> {
            CAMPAIGN_SERVICE.fallsSilent();
            return now(new Unknown("reset"));
        });
        feed(batch);
        awaitCompletion(batch);

        receive("scripted", receipt(message, MessageState.DELIVERED, Instant.now()));
        await("the receipt is known while nothing can be sent")
                .atMost(SOON)
                .until(() -> rows(batch, Channel.RCS).getFirst().state() == MessageState.DELIVERED);
        CAMPAIGN_SERVICE.answersAgain();

        await("what had been put aside is done").atMost(SOON).until(() -> parts(batch) == 0);
        assertThat(provider.submissions(message)).isEqualTo(1);
        assertThat(resent(batch)).isZero();
    }

    @Test
    void sendsALostAnswerToNobodyWhoOptedOutMeanwhile() {
        var batch = Batch.of(1).neverMissing();
        provider.follow((_, _, _) -> {
            CAMPAIGN_SERVICE.fallsSilent();
            return now(new Unknown("reset"));
        });
        feed(batch);
        awaitCompletion(batch);

        CAMPAIGN_SERVICE.hears(optOut(batch, 0));
        CAMPAIGN_SERVICE.answersAgain();

        await("what had been put aside is done").atMost(SOON).until(() -> parts(batch) == 0);
        assertThat(rows(batch, Channel.RCS)).extracting(Row::state).containsExactly(MessageState.UNKNOWN);
        assertThat(provider.submissions(batch.message(0))).isEqualTo(1);
    }

    @Test
    void sendsWhatACrashLeftUncertainAgainWhereNobodyMayBeMissed() {
        var batch = Batch.of(2).neverMissing();
        crashed(batch, Duration.ZERO, MessageState.SUBMITTING, MessageState.UNKNOWN);

        feed(batch);

        await("both are sent")
                .atMost(SOON)
                .until(() -> rows(batch, Channel.RCS).stream().allMatch(row -> row.state() == MessageState.SENT));
        assertThat(rows(batch, Channel.RCS)).extracting(Row::attempts).containsExactly(2, 2);
        assertThat(resent(batch)).isEqualTo(2);
    }

    @Test
    void givesUpOnALostAnswerAfterTheLastAttempt() {
        var batch = Batch.of(1).neverMissing();
        provider.follow((_, _, _) -> now(new Unknown("reset")));

        feed(batch);

        awaitCompletion(batch);
        await("what had been put aside is done")
                .atMost(SOON)
                .until(() -> parts(batch) == 0 && provider.submissions(batch.message(0)) > 3);
        assertThat(provider.submissions(batch.message(0))).isEqualTo(4);
        assertThat(rows(batch, Channel.RCS)).extracting(Row::state).containsExactly(MessageState.UNKNOWN);
    }

    @Test
    void repeatsALostAnswerWhereTheProviderTakesOurId() {
        var batch = Batch.of(1).through("scripted-idempotent");
        provider.follow(
                (id, to, attempt) -> attempt < 3 ? now(new Unknown("reset")) : provider.accepting(id, to, attempt));

        feed(batch);

        awaitOutcomes(batch);
        assertThat(provider.submissions(batch.message(0))).isEqualTo(3);
        assertThat(rows(batch, Channel.RCS)).extracting(Row::state).containsExactly(MessageState.SENT);
    }

    @Test
    void countsALegThatAProviderAcceptedTwice() {
        var batch = Batch.of(1).through("scripted-idempotent");
        crashed(batch, Duration.ZERO, MessageState.SUBMITTING);
        jdbc.sql("update message set provider_id = 'first' where id = ?")
                .param(batch.message(0).value())
                .update();

        feed(batch);

        awaitCompletion(batch);
        assertThat(events(batch)).extracting(event -> event.duplicates()).containsOnlyOnce(1);
        assertThat(jdbc.sql("select duplicates from batch where id = ?")
                        .param(batch.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private int resent(Batch batch) {
        return jdbc.sql("select resent from batch where id = ? and part = 0")
                .param(batch.id().value())
                .query(Integer.class)
                .single();
    }

    private int parts(Batch batch) {
        return jdbc.sql("select count(*) from batch where id = ? and part > 0")
                .param(batch.id().value())
                .query(Integer.class)
                .single();
    }
}
