package io.rcsplatform.dispatch.deadletter;

import com.rabbitmq.client.Channel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareBatchMessageListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Moves what lies in the dead-letter queues into the table. Returns, and with that acknowledges, only once it is committed: while the
 * database is gone it waits with the messages in hand, since a broker may drop what comes back to a queue too often.
 */
@Component
class DeadLetterIntake implements ChannelAwareBatchMessageListener {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterIntake.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final DeathReader reader;
    private final DeadLetters letters;
    private final CountDownLatch closing = new CountDownLatch(1);

    DeadLetterIntake(DeathReader reader, DeadLetters letters) {
        this.reader = reader;
        this.letters = letters;
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.countDown();
    }

    @Override
    public void onMessageBatch(List<Message> messages, @Nullable Channel channel) {
        var deaths = messages.stream().map(reader::read).toList();
        var backoff = FIRST_BACKOFF;
        while (!kept(deaths)) {
            pause(backoff);
            backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
        }
        deaths.forEach(death -> log.warn(
                "{} of type {} could not be handled by {}",
                death.fingerprint(),
                death.eventType(),
                death.queue().name()));
    }

    private boolean kept(List<Death> deaths) {
        try {
            letters.keep(deaths);
            return true;
        } catch (RuntimeException e) {
            log.warn("{} dead letters wait for the database: {}", deaths.size(), e.toString());
            return false;
        }
    }

    private void pause(Duration backoff) {
        try {
            if (!closing.await(backoff.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new ImmediateRequeueAmqpException("stopping");
    }
}
