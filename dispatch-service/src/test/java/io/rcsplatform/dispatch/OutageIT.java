package io.rcsplatform.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Accepted;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutageIT extends OnRealServers {
    @Test
    void forgetsNoAnswerWhenEveryDatabaseConnectionIsLost() {
        var batch = Batch.of(40).at(20);
        provider.follow((id, _, _) -> new CompletableFuture<SendOutcome>()
                .completeOnTimeout(new Accepted(id.toString()), 400, TimeUnit.MILLISECONDS));
        feed(batch);
        await("the first chunk is out").atMost(SOON).until(() -> provider.submissions(batch) >= 20);

        jdbc.sql("""
                        select pg_terminate_backend(pid)
                          from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid()
                        """).query(row -> {});

        await("the batch is worked off").atMost(SOON).ignoreExceptions().until(() -> completions(batch) > 0);
        assertThat(states(batch)).isEqualTo(Map.of(MessageState.SENT, 40L));
        assertThat(provider.submissions(batch)).isEqualTo(40);
        assertThat(changes(batch)).hasSize(40);
    }
}
