package io.rcsplatform.gateway.identity;

import java.time.Duration;

/** Port: counts the wrong credentials that come from an address. */
public interface Guesses {
    /** For how long nothing new is tried from there; zero where it may be. */
    Duration heldBack(String address);

    void wrong(String address);
}
