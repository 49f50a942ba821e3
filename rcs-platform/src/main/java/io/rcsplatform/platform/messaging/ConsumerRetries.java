package io.rcsplatform.platform.messaging;

import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.ImmediateRequeueAmqpException;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;

/**
 * How often a message is handed to its consumer: three times where it fails by itself, then it is parked. As long as it takes where the
 * database or the broker is gone: an outage must not move a queue's content into the dead-letter queue.
 */
class ConsumerRetries extends RetryTemplate {
    private static final Logger log = LoggerFactory.getLogger(ConsumerRetries.class);
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final CountDownLatch closing = new CountDownLatch(1);

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.countDown();
    }

    @Override
    public <R extends @Nullable Object> R execute(Retryable<R> consumer) throws RetryException {
        var failures = new ArrayList<Throwable>();
        var backoff = FIRST_BACKOFF;
        while (true) {
            try {
                return consumer.execute();
            } catch (Throwable failure) {
                var outage = Outages.behind(failure);
                if (outage != null) {
                    log.atWarn()
                            .addKeyValue(LogFields.EVENT, "outage.waited_for")
                            .log("A message waits for an outage to end: {}", outage.toString());
                } else {
                    failures.add(failure);
                    tell(failures);
                    if (failures.size() >= ATTEMPTS) {
                        throw exhausted(failures);
                    }
                }
                pause(backoff, failure);
                backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
            }
        }
    }

    private static void tell(List<Throwable> failures) {
        log.atWarn()
                .addKeyValue(LogFields.EVENT, "message.failed")
                .log(
                        "A message could not be worked off, {} of {} times before it is parked: {}",
                        failures.size(),
                        ATTEMPTS,
                        NestedExceptionUtils.getMostSpecificCause(failures.getLast())
                                .toString());
    }

    private static RetryException exhausted(List<Throwable> failures) {
        var exhausted = new RetryException(
                "failed " + failures.size() + " times: "
                        + NestedExceptionUtils.getMostSpecificCause(failures.getLast()),
                failures.getLast());
        failures.stream().limit(failures.size() - 1L).forEach(exhausted::addSuppressed);
        return exhausted;
    }

    private void pause(Duration backoff, Throwable failure) {
        try {
            if (!closing.await(backoff.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ImmediateRequeueAmqpException("stopping", failure);
    }
}
