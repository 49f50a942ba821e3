package io.rcsplatform.dispatch.sending;

import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.provider.MessageSender.Compiled;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Where a batch's messages go.
 *
 * @param idempotent whether a message whose answer was lost may be sent again
 * @param patience after it an answer counts as lost, whatever the adapter does
 * @param paced whether the sender's rate applies
 */
record Route(Compiled compiled, boolean idempotent, Duration patience, boolean paced) {

    /** Ends every message in the same way, without handing anything to a provider. */
    static Route refusing(Reason reason, String detail) {
        SendOutcome refusal = new Rejected(reason, detail);
        return new Route((_, _, _) -> CompletableFuture.completedFuture(refusal), false, Duration.ofSeconds(1), false);
    }
}
