package io.rcsplatform.provider;

/** Reads what an account's provider posts to us. Tolerant: what it cannot read it reports, and never throws over. */
public interface CallbackReader {
    /** Whether the request is the provider's own, beyond the secret path that has been checked already. */
    boolean authentic(CallbackRequest request);

    CallbackContent read(CallbackRequest request);
}
