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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be sent ends with its reason, and its neighbours go on. */
class PoisonIT extends OnRealServers {
    private static final String BULK = TestInfra.PREFIX + Destination.DISPATCH_BULK.address();

    @Test
    void aBatchThatCannotBeReadIsParkedWithTheReason() {
        var batch = Batch.of(1);
        var unreadable = "{\"schema\":\"?\",\"campaign\":\"" + batch.campaign() + "\"}";
        rabbit.convertAndSend(BULK, "", unreadable.getBytes(UTF_8));
        feed(batch);

        awaitCompletion(batch);
        await("it is parked, with its reason")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(reasons(unreadable))
                        .singleElement()
                        .asString()
                        .contains("failed 3 times"));
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
        assertThat(provider.submissions(batch)).isZero();
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

    private List<String> reasons(String payload) {
        return jdbc.sql("select reason from dead_letter where payload = ?")
                .param(payload.getBytes(UTF_8))
                .query((row, _) -> row.getString(1))
                .list();
    }
}
