package io.rcsplatform.dispatch.batch;

/** What the lease's owner learns when it renews the lease in a transaction. */
public sealed interface Fence {
    /** @param cancelled whether the batch's campaign has been cancelled */
    record Held(boolean cancelled) implements Fence {}

    /** This very flush is in the database already: its commit had succeeded although its answer was lost. */
    record Committed() implements Fence {}
}
