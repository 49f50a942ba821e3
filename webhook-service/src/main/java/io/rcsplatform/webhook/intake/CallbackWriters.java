package io.rcsplatform.webhook.intake;

import io.rcsplatform.webhook.intake.Waiting.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The threads that store what has come in. They stop when the web server has, and leave nothing behind. */
final class CallbackWriters implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CallbackWriters.class);
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Arrivals arrivals;
    private final StoreTogether storing;
    private final int threads;
    private final List<Thread> running = new ArrayList<>();
    private volatile boolean stopping;

    CallbackWriters(Arrivals arrivals, StoreTogether storing, int threads) {
        this.arrivals = arrivals;
        this.storing = storing;
        this.threads = threads;
    }

    @Override
    public synchronized void start() {
        stopping = false;
        for (int n = 1; n <= threads; n++) {
            running.add(Thread.ofPlatform().name("callbacks-" + n).start(this::write));
        }
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        try {
            for (var thread : running) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        running.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    /** Before the web server starts, and after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void write() {
        try {
            while (!stopping || !arrivals.isEmpty()) {
                writeBatch(arrivals.collect(MOMENT));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeBatch(List<Waiting> callbacks) {
        var wanted = callbacks.stream().filter(callback -> !callback.givenUp()).toList();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            storing.store(wanted);
        } catch (RuntimeException e) {
            log.error("A batch of callbacks failed; their senders will come again", e);
            StoreTogether.answer(wanted, Answer.NOT_STORED);
        }
    }
}
