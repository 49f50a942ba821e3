package io.rcsplatform.webhook.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Callbacks on their way into a batch. What it holds is bounded by {@link IntakeMemory}. */
final class Arrivals {
    private static final int MAX_BATCH_BYTES = 4 * 1024 * 1024;

    private static final Duration MIN_STEP = Duration.ofMillis(1);
    private static final int STEPS = 8;

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final ReentrantLock collecting = new ReentrantLock();
    private final int maxBatch;
    private final Duration linger;

    Arrivals(int maxBatch, Duration linger) {
        this.maxBatch = maxBatch;
        this.linger = linger;
    }

    void add(Waiting callback) {
        queue.add(callback);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /**
     * The next batch; empty if nothing comes in within a moment. One thread collects at a time: while it does, and while the others
     * store, what comes in goes together.
     */
    List<Waiting> collect(Duration moment) throws InterruptedException {
        collecting.lockInterruptibly();
        try {
            var first = queue.poll(moment.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return List.of();
            }
            linger();
            return batch(first);
        } finally {
            collecting.unlock();
        }
    }

    /** Waits for company, but not when nobody more comes, since then all who call wait already. */
    private void linger() {
        long step = Math.max(MIN_STEP.toNanos(), linger.toNanos() / STEPS);
        int before = 0;
        for (long waited = 0; waited < linger.toNanos(); waited += step) {
            LockSupport.parkNanos(step);
            int now = queue.size();
            if (now == before || now >= maxBatch) {
                return;
            }
            before = now;
        }
    }

    private List<Waiting> batch(Waiting first) {
        var batch = new ArrayList<Waiting>();
        int bytes = 0;
        for (@Nullable Waiting next = first; next != null; next = queue.poll()) {
            batch.add(next);
            bytes += next.bytes();
            if (batch.size() == maxBatch || bytes >= MAX_BATCH_BYTES) {
                break;
            }
        }
        return batch;
    }
}
