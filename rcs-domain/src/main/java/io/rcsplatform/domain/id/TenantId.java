package io.rcsplatform.domain.id;

import java.util.UUID;

/** A customer of the platform; sees only itself. */
public record TenantId(UUID value) {
    public static final String PREFIX = "tnt";

    public static TenantId parse(String text) {
        return new TenantId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
