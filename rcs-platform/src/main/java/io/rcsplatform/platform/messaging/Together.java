package io.rcsplatform.platform.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work of those who come at about the same time at once, so that a transaction and an outgoing event are paid once for all of
 * them. Where that fails each is worked off by itself, so that one answers for nobody's failure but its own.
 */
public final class Together<T> {
    private static final Logger log = LoggerFactory.getLogger(Together.class);

    private final Duration linger;
    private final int most;
    private final int everybody;
    private final ToIntFunction<T> size;
    private final Consumer<List<T>> work;
    private final Traces traces;
    private final LinkedBlockingQueue<Waiting<T>> waiting = new LinkedBlockingQueue<>();
    private final ReentrantLock gathering = new ReentrantLock();
    private final Semaphore groups;

    /**
     * @param linger how long the first of a group waits for others, unless it waited for its turn already
     * @param most the size from which a group waits for nobody else
     * @param everybody how many can come at a time: with so many in a group there is nobody to wait for
     * @param atOnce so many groups are worked on at the same time
     */
    public Together(
            Duration linger,
            int most,
            int everybody,
            int atOnce,
            ToIntFunction<T> size,
            Consumer<List<T>> work,
            Traces traces) {
        this.linger = linger;
        this.most = most;
        this.everybody = everybody;
        this.groups = new Semaphore(atOnce);
        this.size = size;
        this.work = work;
        this.traces = traces;
    }

    /** Returns once the work is done; throws what it throws for this one alone. */
    public void serve(T one) {
        var mine = new Waiting<>(one, System.nanoTime(), traces.sampled());
        waiting.add(mine);
        groups.acquireUninterruptibly();
        try {
            while (!mine.gathered) {
                serveAll(gather());
            }
        } finally {
            groups.release();
        }
        if (!mine.served.join()) {
            work.accept(List.of(one));
        }
    }

    /** The next group; nobody where others were quicker. */
    private List<Waiting<T>> gather() {
        gathering.lock();
        try {
            return next();
        } finally {
            gathering.unlock();
        }
    }

    private List<Waiting<T>> next() {
        var together = new ArrayList<Waiting<T>>();
        int total = 0;
        var one = waiting.poll();
        while (one != null) {
            one.gathered = true;
            together.add(one);
            total += size.applyAsInt(one.one);
            one = total < most && together.size() < everybody ? await(together.getFirst()) : null;
        }
        return together;
    }

    private @Nullable Waiting<T> await(Waiting<T> first) {
        try {
            return waiting.poll(first.since + linger.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return waiting.poll();
        }
    }

    private void serveAll(List<Waiting<T>> together) {
        if (together.isEmpty()) {
            return;
        }
        boolean served = false;
        try {
            workFor(together);
            served = true;
        } catch (RuntimeException e) {
            log.warn("{} pieces of work are done one by one: {}", together.size(), e.toString());
        } finally {
            for (var one : together) {
                one.served.complete(served);
            }
        }
    }

    private void workFor(List<Waiting<T>> together) {
        var theirs = together.stream()
                .map(waiting -> waiting.traceparent)
                .filter(Objects::nonNull)
                .toList();
        traces.joining(theirs, "together", () -> {
            work.accept(together.stream().map(waiting -> waiting.one).toList());
            return together;
        });
    }

    private static final class Waiting<T> {
        private final T one;
        private final long since;
        private final @Nullable String traceparent;

        /** Whether it was done with the others; if not, it is to be done alone. */
        private final CompletableFuture<Boolean> served = new CompletableFuture<>();

        private volatile boolean gathered;

        Waiting(T one, long since, @Nullable String traceparent) {
            this.one = one;
            this.since = since;
            this.traceparent = traceparent;
        }
    }
}
