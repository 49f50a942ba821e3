package io.rcsplatform.domain.id;

import java.util.UUID;

/** A message that its consumer could not handle, however often it fails again. */
public record DeadLetterId(UUID value) {
    public static final String PREFIX = "dlt";

    public static DeadLetterId parse(String text) {
        return new DeadLetterId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
