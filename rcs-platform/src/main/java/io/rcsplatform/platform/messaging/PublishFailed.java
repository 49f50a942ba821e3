package io.rcsplatform.platform.messaging;

import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.id.EventId;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The broker did not confirm an event, or had no queue for it. It may have arrived all the same: publishing again is safe. */
public final class PublishFailed extends Unavailable {
    private final boolean refusal;

    private PublishFailed(
            Destination destination, EventId event, String why, boolean refusal, @Nullable Throwable cause) {
        super(event + " to " + destination.address() + ": " + why, cause);
        this.refusal = refusal;
    }

    static PublishFailed unreachable(Outgoing event, Throwable cause) {
        return new PublishFailed(event.destination(), event.id(), "the broker cannot be reached", false, cause);
    }

    static PublishFailed unconfirmed(Outgoing event, @Nullable Throwable cause) {
        return new PublishFailed(event.destination(), event.id(), "the broker did not confirm", false, cause);
    }

    static PublishFailed refused(Outgoing event, String why) {
        return new PublishFailed(event.destination(), event.id(), why, true, null);
    }

    static PublishFailed interrupted(Outgoing event, InterruptedException cause) {
        return new PublishFailed(event.destination(), event.id(), "interrupted while waiting", false, cause);
    }

    static PublishFailed of(Outgoing event, ExecutionException failure) {
        return failure.getCause() instanceof PublishFailed failed ? failed : unconfirmed(event, failure.getCause());
    }

    /** Whether the broker answered, and did not want this one event, rather than being out of reach. */
    boolean isRefusal() {
        return refusal;
    }
}
