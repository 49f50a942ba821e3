package io.rcsplatform.provider;

import io.rcsplatform.domain.content.ContentLimits;

/** Port: one provider of RCS or SMS. Everything that is particular to it lives in its own package. */
public interface Provider {
    /** The name that accounts refer to. */
    String name();

    /**
     * Checks an account before anything is sent with it.
     *
     * @throws IllegalArgumentException naming the configuration key that is missing or wrong
     */
    void check(ProviderAccount account);

    /** What this account's contract can carry. */
    ContentLimits limits(ProviderAccount account);

    MessageSender sender(ProviderAccount account);

    CallbackReader callbacks(ProviderAccount account);
}
