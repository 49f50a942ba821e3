package io.rcsplatform.domain.id;

import java.util.UUID;

/** One immutable version of a template. */
public record TemplateVersionId(UUID value) {
    public static final String PREFIX = "tpv";

    public static TemplateVersionId parse(String text) {
        return new TemplateVersionId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
