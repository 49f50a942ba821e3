package io.rcsplatform.fallback.consent;

import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets nothing in before the consent queue was seen empty: what people said while this service was away comes before anything that is
 * decided about them.
 */
@Component
class ConsentFirst implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ConsentFirst.class);
    private static final List<String> BINDINGS = List.of("consentEvents-in-0", "messageEvents-in-0");
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final ConsentBacklog backlog;
    private final BindingsLifecycleController bindings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    ConsentFirst(ConsentBacklog backlog, BindingsLifecycleController bindings) {
        this.backlog = backlog;
        this.bindings = bindings;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("consent-first").start(this::open);
    }

    private void open() {
        try {
            do {
                if (drained()) {
                    BINDINGS.forEach(binding -> bindings.changeState(binding, State.STARTED));
                    return;
                }
            } while (!stopping.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean drained() {
        try {
            backlog.drain();
            return true;
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "work.held_back")
                    .log("Work does not start before the opt-outs are known: {}", e.toString());
            return false;
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the bindings were created. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
