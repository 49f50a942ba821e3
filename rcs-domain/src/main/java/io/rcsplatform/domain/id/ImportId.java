package io.rcsplatform.domain.id;

import java.util.UUID;

/** One import of contacts from a file. */
public record ImportId(UUID value) {
    public static final String PREFIX = "imp";

    public static ImportId parse(String text) {
        return new ImportId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
