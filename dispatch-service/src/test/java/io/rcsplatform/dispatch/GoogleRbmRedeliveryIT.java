package io.rcsplatform.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With Google's own adapter over HTTP: what is uncertain goes out again under the same id, and Google has it once. */
class GoogleRbmRedeliveryIT extends OnRealServers {
    @BeforeEach
    void forgetMessages() {
        GOOGLE.forget();
    }

    private static Batch batch(int size) {
        return Batch.of(size).through("google-rbm");
    }

    private void feedText(Batch batch) {
        var event = batch.event();
        publish(
                Destination.DISPATCH_BULK,
                new DispatchBatch(
                        event.id(),
                        event.tenantId(),
                        event.occurredAt(),
                        event.batchId(),
                        event.campaignId(),
                        event.batchNumber(),
                        event.channel(),
                        event.sender(),
                        event.trafficClass(),
                        new Text("Hello {{name}}", List.of()),
                        event.variables(),
                        event.recipients(),
                        event.deadline(),
                        event.fallback(),
                        event.unknownPolicy()));
    }

    @Test
    void sendsAgainWhatACrashLeftUncertain() {
        var batch = batch(4);
        crashed(batch, Duration.ZERO, MessageState.SUBMITTING, MessageState.SUBMITTING, MessageState.SENT);
        GOOGLE.hasAlready(batch.message(0));

        feedText(batch);

        awaitCompletion(batch);
        assertThat(rows(batch, Channel.RCS)).extracting(Row::state).containsOnly(MessageState.SENT);
        assertThat(rows(batch, Channel.RCS)).extracting(Row::attempts).containsExactly(2, 2, 1, 1);
        assertThat(List.of(0, 1, 2, 3))
                .extracting(i -> GOOGLE.requests(batch.message(i)))
                .containsExactly(1, 1, 0, 1);
        assertThat(GOOGLE.repetitions()).isEqualTo(1);
    }

    @Test
    void asksAgainForALostAnswer() {
        var batch = batch(3);
        GOOGLE.takesAndSaysNothing(batch.message(1));

        feedText(batch);

        awaitOutcomes(batch);
        assertThat(rows(batch, Channel.RCS)).extracting(Row::state).containsOnly(MessageState.SENT);
        assertThat(GOOGLE.requests(batch.message(1))).isEqualTo(2);
        assertThat(GOOGLE.repetitions()).isEqualTo(1);
    }

    @Test
    void sendsNothingAgainToWhoHasOptedOutMeanwhile() {
        var batch = batch(1);
        crashed(batch, Duration.ZERO, MessageState.SUBMITTING);
        consent(batch, 0, ConsentState.OPTED_OUT, Instant.now());
        await("the opt-out is known")
                .atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from suppression where tenant_id = ?")
                                .param(batch.tenant().value())
                                .query(Integer.class)
                                .single()
                        == 1);

        feedText(batch);

        awaitCompletion(batch);
        assertThat(GOOGLE.requests(batch.message(0))).isZero();
        assertThat(rows(batch, Channel.RCS)).extracting(Row::state).containsExactly(MessageState.UNKNOWN);
    }

    @Test
    void aReceiptFindsItsMessageByOurId() {
        var batch = batch(1);
        feedText(batch);
        awaitCompletion(batch);

        receive(
                "google-rbm",
                new Receipt(batch.message(0).value().toString(), MessageState.DELIVERED, Instant.now(), null, null));

        await("it is delivered")
                .atMost(SOON)
                .until(() -> rows(batch, Channel.RCS).getFirst().state() == MessageState.DELIVERED);
    }
}
