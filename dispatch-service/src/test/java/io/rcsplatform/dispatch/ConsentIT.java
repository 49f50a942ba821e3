package io.rcsplatform.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.consent.ConsentBacklog;
import io.rcsplatform.dispatch.consent.KnownConsents;
import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Nothing goes out against a person's or the tenant's word. */
class ConsentIT extends OnRealServers {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    @Autowired
    ConsentBacklog backlog;

    @Autowired
    KnownConsents consents;

    @Autowired
    DataSource dataSource;

    @Autowired
    BindingsLifecycleController bindings;

    @Test
    void aStopBetweenTwoChunksKeepsTheRestOfTheBatchFromThatPerson() {
        var batch = Batch.of(6).at(2);
        feed(batch);
        await("the first chunk is out").atMost(SOON).until(() -> provider.submissions(batch) >= 2);

        consent(batch, 5, ConsentState.OPTED_OUT, NOW);

        awaitCompletion(batch);
        assertThat(provider.submissions(batch.message(5))).isZero();
        assertThat(rows(batch, Channel.RCS).getLast()).satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.SKIPPED);
            assertThat(row.reason()).isEqualTo(Reason.OPTED_OUT);
        });
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 5L, MessageState.SKIPPED, 1L));
        assertThat(events(batch)).flatExtracting(event -> event.fallbacks()).isEmpty();
    }

    @Test
    void theLaterWordHoldsInWhateverOrderItComesAndOfTwoAtOnceTheOptOut() {
        var batch = Batch.of(4);
        consent(batch, 0, ConsentState.OPTED_IN, NOW.plusSeconds(2));
        consent(batch, 0, ConsentState.OPTED_OUT, NOW);
        consent(batch, 1, ConsentState.OPTED_OUT, NOW.plusSeconds(2));
        consent(batch, 1, ConsentState.OPTED_IN, NOW);
        consent(batch, 2, ConsentState.OPTED_OUT, NOW);
        consent(batch, 2, ConsentState.OPTED_IN, NOW);
        consent(batch, 3, ConsentState.OPTED_IN, NOW);
        consent(batch, 3, ConsentState.OPTED_OUT, NOW);
        await("all is known").atMost(SOON).until(() -> known(batch) == 4 && optedOut(batch) == 3);

        feed(batch);

        awaitCompletion(batch);
        assertThat(rows(batch, Channel.RCS))
                .extracting(Row::state)
                .containsExactly(MessageState.SENT, MessageState.SKIPPED, MessageState.SKIPPED, MessageState.SKIPPED);
    }

    @Test
    void anotherTenantsOptOutIsNotOurs() {
        var batch = Batch.of(1);
        var other = Batch.of(1);
        consent(other, 0, ConsentState.OPTED_OUT, NOW);
        await("it is known").atMost(SOON).until(() -> optedOut(other) == 1);

        feed(batch);

        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 1L));
    }

    @Test
    void whatWaitsInTheConsentQueueIsKnownOnceTheBacklogIsDrained() {
        bindings.changeState("consentChanged-in-0", State.STOPPED);
        try {
            var batch = Batch.of(1);
            consent(batch, 0, ConsentState.OPTED_OUT, NOW);

            backlog.drain();

            assertThat(optedOut(batch)).isEqualTo(1);
        } finally {
            bindings.changeState("consentChanged-in-0", State.STARTED);
        }
    }

    @Test
    void whatTheBrokerHasNotBroughtIsKnownAllTheSame() {
        var batch = Batch.of(2);
        CAMPAIGN_SERVICE.hears(optOut(batch, 1));
        await("it is known").atMost(SOON).until(() -> optedOut(batch) == 1);

        feed(batch);

        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 1L, MessageState.SKIPPED, 1L));
    }

    @Test
    void nothingIsSentWhileNobodyTellsWhoOptedOut() {
        var batch = Batch.of(2);
        CAMPAIGN_SERVICE.fallsSilent();
        await("what is known is old").atMost(SOON).until(() -> !consents.isFresh(consents.knownUntil()));

        feed(batch);

        await("nothing goes out")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> provider.submissions(batch) == 0);
        CAMPAIGN_SERVICE.hears(optOut(batch, 0));
        CAMPAIGN_SERVICE.answersAgain();
        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 1L, MessageState.SKIPPED, 1L));
    }

    @Test
    void whoeverOptsOutWhileTheDatabaseIsSlowToAdmitThemIsNotSentTo() throws SQLException {
        var batch = Batch.of(2);
        try (var other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            insert(JdbcClient.create(new SingleConnectionDataSource(other, true)), batch, 1);
            feed(batch);
            await("both are being admitted").atMost(SOON).until(() -> waitingForALock() > 0);
            CAMPAIGN_SERVICE.hears(optOut(batch, 0));
            await("it is known, but not to whoever admits them").atMost(SOON).until(() -> optedOut(batch) == 1);
            await("that was a while ago").pollDelay(Duration.ofSeconds(1)).until(() -> true);
            other.rollback();
        }

        await("both have an outcome")
                .atMost(SOON)
                .until(() -> states(batch).equals(Map.of(MessageState.SENT, 1L, MessageState.SKIPPED, 1L)));
        assertThat(provider.submissions(batch.message(0))).isZero();
        assertThat(rows(batch, Channel.RCS)).extracting(Row::attempts).containsExactly(0, 1);
    }

    @Test
    void aCancelledCampaignSubmitsNothingMore() {
        var batch = Batch.of(6).at(2).withFallback();
        feed(batch);
        await("the first chunk is out").atMost(SOON).until(() -> provider.submissions(batch) >= 2);

        cancel(batch);

        awaitCompletion(batch);
        assertThat(provider.submissions(batch)).isLessThan(6);
        assertThat(rows(batch, Channel.RCS).getLast()).satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.CANCELLED);
            assertThat(row.reason()).isEqualTo(Reason.CAMPAIGN_CANCELLED);
        });
        assertThat(events(batch)).flatExtracting(event -> event.fallbacks()).isEmpty();
    }

    @Test
    void nothingIsSubmittedAfterTheDeadline() {
        var batch =
                Batch.of(2).until(Instant.now().minus(Duration.ofMinutes(1))).withFallback();

        feed(batch);

        awaitCompletion(batch);
        assertThat(provider.submissions(batch)).isZero();
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.EXPIRED, 2L));
        assertThat(events(batch)).flatExtracting(event -> event.fallbacks()).isEmpty();
    }

    private static void insert(JdbcClient connection, Batch batch, int index) {
        connection
                .sql("""
                        insert into message (tenant_id, id, leg, campaign_id, batch_id, sender_id, account, address, state)
                        values (?, ?, 1, ?, ?, ?, 'scripted', ?, 0)
                        """)
                .params(
                        batch.tenant().value(),
                        batch.message(index).value(),
                        batch.campaign().value(),
                        batch.id().value(),
                        batch.sender().id().value(),
                        batch.phone(index).digits())
                .update();
    }

    private int waitingForALock() {
        return jdbc.sql(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .query(Integer.class)
                .single();
    }

    private int known(Batch batch) {
        return jdbc.sql("select count(*) from suppression where tenant_id = ?")
                .param(batch.tenant().value())
                .query(Integer.class)
                .single();
    }

    private int optedOut(Batch batch) {
        return jdbc.sql("select count(*) from suppression where tenant_id = ? and opted_out")
                .param(batch.tenant().value())
                .query(Integer.class)
                .single();
    }
}
