package io.rcsplatform.dispatch.pacing;

import io.rcsplatform.domain.id.SenderId;

/**
 * A bucket per sender, refilled at the sender's rate and holding a quarter of a second's worth, which makes up for waking late. It may go
 * below zero by what was taken last: the generic cell rate algorithm, where all that is kept is the time at which the bucket is level.
 */
interface TokenBucket {
    /** The credit that an idle sender has saved up. */
    long CREDIT_MICROS = 250_000;

    Permit take(SenderId sender, int ratePerSecond, int tokens, Lane lane);
}
