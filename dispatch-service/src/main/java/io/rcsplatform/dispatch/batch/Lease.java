package io.rcsplatform.dispatch.batch;

import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import java.util.UUID;

/**
 * The right to work on a batch.
 *
 * @param part 0 for the batch as it was fed; above, recipients of it that are tried again later
 * @param owner drawn anew each time that the batch is taken, so that whoever lost the lease cannot mistake it for its own
 */
public record Lease(TenantId tenant, BatchId batch, Channel leg, int part, UUID owner) {}
