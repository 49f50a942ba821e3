package io.rcsplatform.platform.messaging;

import io.rcsplatform.platform.logging.LogFields;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs one task again and again on a thread of its own, never twice at once, whatever it throws. */
public class BackgroundLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final String name;
    private final Duration pause;
    private final Task task;
    private final Semaphore wake = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    public BackgroundLoop(String name, Duration pause, Task task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
    }

    /** The task runs soon, without waiting for the pause to end. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    @Override
    public void start() {
        stopping = false;
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        var backoff = pause;
        while (!stopping) {
            try {
                if (!task.run()) {
                    rest(pause);
                }
                backoff = pause;
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                tell(e);
                backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
                if (!sleep(backoff)) {
                    return;
                }
            }
        }
    }

    private void tell(Throwable failure) {
        var outage = Outages.behind(failure);
        if (outage != null) {
            log.atWarn()
                    .addKeyValue(LogFields.EVENT, "outage.waited_for")
                    .log("{} waits for an outage to end: {}", name, outage.toString());
        } else {
            log.atError().addKeyValue(LogFields.EVENT, "work.failed").log("{} failed and goes on", name, failure);
        }
    }

    private void rest(Duration time) throws InterruptedException {
        if (wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    private boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        var running = thread;
        if (running == null) {
            return;
        }
        stopping = true;
        wake();
        try {
            if (!running.join(STOP_TIMEOUT)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before consumers and the web server start, and after they stop. */
    @Override
    public int getPhase() {
        return 0;
    }

    public interface Task {
        /** @return whether there may be more to do at once */
        boolean run() throws InterruptedException;
    }
}
