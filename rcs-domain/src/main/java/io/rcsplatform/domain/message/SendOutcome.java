package io.rcsplatform.domain.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of handing one message to a provider. Expected answers are values here; they are never thrown. */
public sealed interface SendOutcome {

    /** The provider has it, under this id. */
    record Accepted(String providerMessageId) implements SendOutcome {}

    /**
     * The provider refused it for good.
     *
     * @param detail the provider's own code or words, kept for support; without personal data
     */
    record Rejected(Reason reason, String detail) implements SendOutcome {}

    /** The recipient cannot be reached on this channel: fall back. */
    record Unreachable(Reason reason, String detail) implements SendOutcome {}

    /**
     * Certainly not accepted, and worth trying again.
     *
     * @param after what the provider asked for; null where it did not say
     */
    record Retry(@Nullable Duration after, Reason reason, String detail) implements SendOutcome {}

    /** The request left and its answer was lost. */
    record Unknown(String detail) implements SendOutcome {}
}
