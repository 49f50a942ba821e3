package io.rcsplatform.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OnTestService
class InboxIT {
    @Autowired
    Inbox inbox;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @Test
    void letsAnEventHaveItsEffectOnceForEachConsumer() {
        var event = TestService.event();

        assertThat(firstTime("counting", event.id())).isTrue();
        assertThat(firstTime("counting", event.id())).isFalse();
        assertThat(firstTime("watching", event.id())).isTrue();
    }

    @Test
    void forgetsAnEventWhoseEffectRolledBack() {
        var event = TestService.event();
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            assertThat(inbox.firstTime("counting", event.id())).isTrue();
            transaction.setRollbackOnly();
        });

        assertThat(firstTime("counting", event.id())).isTrue();
    }

    @Test
    void letsOneOfSeveralConcurrentDeliveriesThrough() {
        var event = TestService.event();
        var effects = new AtomicInteger();

        CompletableFuture.allOf(IntStream.range(0, 5)
                        .mapToObj(_ -> CompletableFuture.runAsync(() -> {
                            if (firstTime("counting", event.id())) {
                                effects.incrementAndGet();
                            }
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(effects).hasValue(1);
    }

    @Test
    void countsWhatItTakesForAppliedAndLetsNoneOfItHaveAnEffectAfterwards() {
        var applied = TestService.event();
        var lost = TestService.event();
        firstTime("counting", applied.id());

        int taken = new TransactionTemplate(transactions)
                .execute(_ -> inbox.takeForApplied("counting", List.of(lost.id(), applied.id())));

        assertThat(taken).isEqualTo(1);
        assertThat(firstTime("counting", lost.id())).isFalse();
        assertThat(firstTime("watching", lost.id())).isTrue();
    }

    @Test
    void refusesToAnswerOutsideATransaction() {
        assertThatThrownBy(() -> inbox.firstTime("counting", TestService.event().id()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void forgetsOldEvents() {
        var event = TestService.event();
        firstTime("counting", event.id());
        jdbc.sql("update inbox set received_at = now() - interval '9 days' where event_id = ?")
                .param(event.id().value())
                .update();

        assertThat(inbox.deleteOlderThan(Duration.ofDays(8), 100)).isEqualTo(1);
    }

    private boolean firstTime(String consumer, io.rcsplatform.domain.id.EventId event) {
        return Boolean.TRUE.equals(
                new TransactionTemplate(transactions).execute(_ -> inbox.firstTime(consumer, event)));
    }
}
