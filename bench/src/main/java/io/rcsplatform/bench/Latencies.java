package io.rcsplatform.bench;

import java.util.concurrent.ConcurrentLinkedQueue;

/** How long answers took. */
final class Latencies {
    private static final double NANOS_IN_MILLI = 1e6;

    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    void add(long nanoseconds) {
        nanos.add(nanoseconds);
    }

    /** What is added at the median and the 99th percentile; not the percentiles of a difference, which nobody can measure. */
    String over(Latencies others) {
        return "median %.2f ms, p99 %.2f ms"
                .formatted(percentile(50) - others.percentile(50), percentile(99) - others.percentile(99));
    }

    /** In milliseconds. */
    double percentile(int percent) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        int rank = Math.ceilDiv(sorted.length * percent, 100);
        return sorted[Math.max(rank, 1) - 1] / NANOS_IN_MILLI;
    }

    @Override
    public String toString() {
        return "median %.2f ms, p99 %.2f ms, %,d answers".formatted(percentile(50), percentile(99), nanos.size());
    }
}
