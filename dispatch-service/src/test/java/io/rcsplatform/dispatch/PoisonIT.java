package io.rcsplatform.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.dispatch.script.ScriptedProvider;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.platform.test.TestInfra;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be sent ends with its reason, and its neighbours go on. */
class PoisonIT extends OnRealServers {
    private static final String BULK = TestInfra.PREFIX + Destination.DISPATCH_BULK.address();

    @Test
    void aBatchThatCannotBeReadIsParkedWithTheReason() {
        rabbit.convertAndSend(BULK, "", "{\"schema\":\"?\"}".getBytes(UTF_8));
        var batch = Batch.of(1);
        feed(batch);

        awaitCompletion(batch);
        var parked =
                await("it is parked").atMost(SOON).until(() -> rabbit.receive(BULK + ".dispatch.dlq"), m -> m != null);
        assertThat(parked.getMessageProperties().getHeaders()).containsKey("x-exception-message");
    }

    @Test
    void aBatchForAnAccountThatIsNotConfiguredFailsForEverybodyAndEnds() {
        var batch = Batch.of(150).through("nowhere").withFallback();

        feed(batch);

        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.FAILED, 150L));
        assertThat(rows(batch, Channel.RCS)).extracting(Row::reason).containsOnly(Reason.AUTHENTICATION);
        assertThat(events(batch).stream()
                        .flatMap(event -> event.fallbacks().stream())
                        .mapToInt(request -> request.recipients().size())
                        .sum())
                .isEqualTo(150);
    }

    @Test
    void aContentThatTheAdapterRefusesFailsForEverybodyAndEnds() {
        var batch = Batch.of(3).from(ScriptedProvider.REFUSED_CONTENT_FROM);

        feed(batch);

        awaitCompletion(batch);
        assertThat(rows(batch, Channel.RCS)).extracting(Row::reason).containsOnly(Reason.CONTENT_REJECTED);
        assertThat(provider.submissions()).isZero();
    }

    @Test
    void oneBadRecipientDoesNotStopItsNeighbours() {
        var batch = Batch.of(5);
        provider.follow((id, to, attempt) -> {
            if (id.equals(batch.message(2))) {
                throw new IllegalStateException("cannot be encoded");
            }
            return provider.accepting(id, to, attempt);
        });

        feed(batch);

        awaitCompletion(batch);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 4L, MessageState.UNKNOWN, 1L));
        assertThat(provider.submissions(batch.message(2))).isEqualTo(1);
    }
}
