package io.rcsplatform.simulator;

import java.util.concurrent.atomic.LongAdder;

/** What happened since the start. */
final class Counters {
    final LongAdder requests = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder posted = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder toldDelivered = new LongAdder();
    final LongAdder toldRead = new LongAdder();

    /**
     * @param repeated under an id that was accepted before, and so ignored
     * @param callbacksPosted events, not requests: the gateway posts several in one
     * @param toldDelivered messages of which the platform was told, and answered 200, that they were delivered or read
     * @param toldRead messages of which it was told so that they were read
     */
    record Snapshot(
            long requests,
            long rejected,
            long repeated,
            long callbacksPosted,
            long callbacksFailed,
            long toldDelivered,
            long toldRead) {
        static final Snapshot ZERO = new Snapshot(0, 0, 0, 0, 0, 0, 0);

        Snapshot minus(Snapshot earlier) {
            return new Snapshot(
                    requests - earlier.requests,
                    rejected - earlier.rejected,
                    repeated - earlier.repeated,
                    callbacksPosted - earlier.callbacksPosted,
                    callbacksFailed - earlier.callbacksFailed,
                    toldDelivered - earlier.toldDelivered,
                    toldRead - earlier.toldRead);
        }
    }

    Snapshot snapshot() {
        return new Snapshot(
                requests.sum(),
                rejected.sum(),
                repeated.sum(),
                posted.sum(),
                failed.sum(),
                toldDelivered.sum(),
                toldRead.sum());
    }
}
