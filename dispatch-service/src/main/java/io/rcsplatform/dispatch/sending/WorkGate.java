package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.consent.ConsentBacklog;
import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets work in only once every opt-out that was waiting is known, and out again before anything else stops: what is at the provider is
 * finished and written down, the rest goes back to its queue.
 */
@Component
class WorkGate implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WorkGate.class);
    private static final List<String> WORK = List.of("bulk-in-0", "express-in-0");
    private static final String CONSENT = "consentChanged-in-0";
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final ConsentBacklog consent;
    private final BindingsLifecycleController bindings;
    private final Stop stop;
    private final Underway underway;
    private volatile boolean running;
    private volatile boolean open;

    WorkGate(ConsentBacklog consent, BindingsLifecycleController bindings, Stop stop, Underway underway) {
        this.consent = consent;
        this.bindings = bindings;
        this.stop = stop;
        this.underway = underway;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("work-gate").start(this::open);
    }

    private void open() {
        var backoff = FIRST_BACKOFF;
        while (!stop.isAsked()) {
            try {
                consent.drain();
                bindings.changeState(CONSENT, State.STARTED);
                WORK.forEach(binding -> bindings.changeState(binding, State.STARTED));
                open = true;
                return;
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue(LogFields.EVENT, "work.held_back")
                        .log("Work does not start before the opt-outs are known: {}", e.toString());
                stop.await(backoff);
                backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
            }
        }
    }

    @Override
    public void stop() {
        stop.ask();
        try (var closing = Executors.newVirtualThreadPerTaskExecutor()) {
            WORK.forEach(binding -> closing.execute(() -> bindings.changeState(binding, State.STOPPED)));
        }
        underway.awaitNone();
        running = false;
    }

    /** Whether work may begin: every opt-out is known that was waiting, and this instance is not to stop. */
    boolean isOpen() {
        return open && !stop.isAsked();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start and the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
