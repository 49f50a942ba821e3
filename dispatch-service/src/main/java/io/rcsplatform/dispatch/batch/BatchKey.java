package io.rcsplatform.dispatch.batch;

import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.TenantId;

/** One batch of one tenant. */
public record BatchKey(TenantId tenant, BatchId batch) {}
