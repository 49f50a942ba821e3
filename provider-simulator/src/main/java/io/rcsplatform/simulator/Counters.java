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

    /**
     * @param repeated under an id that was accepted before, and so ignored
     * @param callbacksPosted events, not requests: the gateway posts several in one
     */
    record Snapshot(long requests, long rejected, long repeated, long callbacksPosted, long callbacksFailed) {
        static final Snapshot ZERO = new Snapshot(0, 0, 0, 0, 0);

        Snapshot minus(Snapshot earlier) {
            return new Snapshot(
                    requests - earlier.requests,
                    rejected - earlier.rejected,
                    repeated - earlier.repeated,
                    callbacksPosted - earlier.callbacksPosted,
                    callbacksFailed - earlier.callbacksFailed);
        }
    }

    Snapshot snapshot() {
        return new Snapshot(requests.sum(), rejected.sum(), repeated.sum(), posted.sum(), failed.sum());
    }
}
