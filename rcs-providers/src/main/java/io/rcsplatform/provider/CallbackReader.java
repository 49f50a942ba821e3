package io.rcsplatform.provider;

import org.jspecify.annotations.Nullable;

/** Reads what an account's provider posts to us. Tolerant: what it cannot read it reports, and never throws over. */
public interface CallbackReader {
    /** Whether the request is the provider's own, beyond the secret path that has been checked already. */
    boolean authentic(CallbackRequest request);

    /**
     * What to answer, as plain text, where the provider only asks whether this address is its account's. Such a request tells nothing
     * and is not kept. Asked for authentic requests only.
     *
     * @return null for a callback
     */
    default @Nullable String answer(CallbackRequest request) {
        return null;
    }

    CallbackContent read(CallbackRequest request);
}
