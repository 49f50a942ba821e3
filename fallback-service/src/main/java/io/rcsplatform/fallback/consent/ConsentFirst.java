package io.rcsplatform.fallback.consent;

import io.rcsplatform.domain.event.Destination;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts the work only after the consent queue was drained: what people said while this service was away comes before anything that
 * is decided about them.
 */
@Component
class ConsentFirst implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ConsentFirst.class);
    private static final String WORK = "messageEvents-in-0";
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final AmqpAdmin broker;
    private final BindingsLifecycleController bindings;
    private final ApplyConsent consent;
    private final String queue;
    private volatile boolean running;

    ConsentFirst(
            AmqpAdmin broker,
            BindingsLifecycleController bindings,
            ApplyConsent consent,
            @Value("${rcs.messaging.prefix:}") String prefix) {
        this.broker = broker;
        this.bindings = bindings;
        this.consent = consent;
        queue = prefix + Destination.CONSENT_EVENTS.address() + ".fallback";
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("consent-first").start(this::startWorkWhenDrained);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the bindings, so that the consent consumer is at work already. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private void startWorkWhenDrained() {
        try {
            while (running && !drained()) {
                Thread.sleep(LOOK_AGAIN);
            }
            if (running) {
                bindings.changeState(WORK, State.STARTED);
                log.info("Consent is up to date: taking work");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean drained() {
        try {
            var info = broker.getQueueInfo(queue);
            return info != null && info.getMessageCount() == 0 && consent.quietFor(QUIET);
        } catch (AmqpException e) {
            log.warn("The consent queue cannot be asked yet: {}", e.getMessage());
            return false;
        }
    }
}
