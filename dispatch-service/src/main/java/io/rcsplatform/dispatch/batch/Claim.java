package io.rcsplatform.dispatch.batch;

import java.time.Duration;

/** What came of asking for a batch. */
public sealed interface Claim {
    record Taken(Lease lease) implements Claim {}

    /** Worked off already. */
    record Done() implements Claim {}

    /** Somebody else is at work on it, and its lease holds for this long unless it is renewed. */
    record Held(Duration left) implements Claim {}
}
