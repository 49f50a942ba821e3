package io.rcsplatform.domain.id;

import java.util.UUID;

/** A list of contacts. */
public record AudienceId(UUID value) {
    public static final String PREFIX = "aud";

    public static AudienceId parse(String text) {
        return new AudienceId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
