package io.rcsplatform.dispatch.batch;

import io.rcsplatform.domain.event.DispatchBatch;
import org.jspecify.annotations.Nullable;

/**
 * Recipients of a batch, and the right to work on them.
 *
 * @param batch with those recipients only
 * @param traceparent of whoever put them aside; null where nobody did, or its trace is not kept
 */
public record Share(
        DispatchBatch batch, Lease lease, @Nullable String traceparent) {
    public BatchKey key() {
        return new BatchKey(batch.tenantId(), batch.batchId());
    }
}
