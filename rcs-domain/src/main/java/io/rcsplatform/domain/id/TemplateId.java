package io.rcsplatform.domain.id;

import java.util.UUID;

/** A template, whose content lives in versions. */
public record TemplateId(UUID value) {
    public static final String PREFIX = "tpl";

    public static TemplateId parse(String text) {
        return new TemplateId(TypeId.parse(PREFIX, text));
    }

    @Override
    public String toString() {
        return TypeId.format(PREFIX, value);
    }
}
