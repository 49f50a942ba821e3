package io.rcsplatform.domain.id;

import java.util.UUID;

/** An RCS agent or an SMS sender of a tenant. */
public record SenderId(UUID value) {
    public static final String PREFIX = "snd";

    public static SenderId parse(String text) {
        return new SenderId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
