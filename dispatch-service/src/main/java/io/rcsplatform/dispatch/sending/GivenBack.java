package io.rcsplatform.dispatch.sending;

import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.platform.messaging.Unavailable;

/** The rest of a batch goes back to its queue, since this instance stops. */
final class GivenBack extends Unavailable {
    GivenBack(BatchId batch) {
        super(batch + " goes back to its queue: this instance stops", null);
    }
}
