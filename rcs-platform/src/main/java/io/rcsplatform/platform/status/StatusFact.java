package io.rcsplatform.platform.status;

import java.util.Optional;

/** Something that a service knows of the fleet's state and others do not. Asked for each time that somebody wants to know. */
public interface StatusFact {
    String name();

    /** Empty where it cannot be known for now. */
    Optional<Object> value();
}
