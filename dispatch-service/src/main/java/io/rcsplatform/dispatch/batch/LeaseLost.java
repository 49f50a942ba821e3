package io.rcsplatform.dispatch.batch;

/** Somebody else has taken the batch over, since the lease was not renewed in time. */
public final class LeaseLost extends RuntimeException {
    LeaseLost(Lease lease) {
        super("the lease of " + lease.batch() + " is lost");
    }
}
