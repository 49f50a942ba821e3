package io.rcsplatform.domain.id;

import java.util.UUID;

/** An API key's public name; the secret part is stored as a keyed hash only. */
public record ApiKeyId(UUID value) {
    public static final String PREFIX = "key";

    public static ApiKeyId parse(String text) {
        return new ApiKeyId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
