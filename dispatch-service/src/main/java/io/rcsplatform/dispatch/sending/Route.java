package io.rcsplatform.dispatch.sending;

import io.rcsplatform.dispatch.pacing.Lane;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.provider.MessageSender.Compiled;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where a batch's messages go.
 *
 * @param idempotent whether a message whose answer was lost may be sent again
 * @param patience after it an answer counts as lost, whatever the adapter does
 * @param circuit null where nothing is handed to a provider, whose state and rate then do not matter
 */
record Route(
        Compiled compiled,
        boolean idempotent,
        Duration patience,
        @Nullable Circuit circuit) {

    boolean isPaced() {
        return circuit != null;
    }

    /** After how long it pays to try this way again. */
    Duration wait(Instant now) {
        return circuit == null ? Duration.ZERO : circuit.wait(now);
    }

    /** Whether those who can be reached in another way should be. */
    boolean isGivenUp(Lane lane, Instant deadline, Instant now) {
        return circuit != null && circuit.isGivenUp(lane, deadline, now);
    }

    /** Ends every message in the same way, without handing anything to a provider. */
    static Route refusing(Reason reason, String detail) {
        SendOutcome refusal = new Rejected(reason, detail);
        return new Route((_, _, _) -> CompletableFuture.completedFuture(refusal), false, Duration.ofSeconds(1), null);
    }
}
