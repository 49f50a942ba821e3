package io.rcsplatform.domain.id;

import java.util.UUID;

/** One published event; consumers apply it once. */
public record EventId(UUID value) {
    public static final String PREFIX = "evt";

    public static EventId parse(String text) {
        return new EventId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
