package io.rcsplatform.domain.id;

import java.util.UUID;

/** A person of a tenant's address book. */
public record ContactId(UUID value) {
    public static final String PREFIX = "con";

    public static ContactId parse(String text) {
        return new ContactId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
