package io.rcsplatform.platform.openapi;

import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.json.TextForm;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How what has a name is named: by an id with the prefix of its kind, or by its number. */
final class Identifiers {
    static final String PHONE = "^\\+[1-9][0-9]{6,14}$";

    private static final String NUMBER = "_[0-7][0-9a-hjkmnp-tv-z]{25}$";
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private Identifiers() {}

    static Schema<?> schema(Class<?> type) {
        try {
            return new StringSchema()
                    .pattern("^" + type.getField("PREFIX").get(null) + NUMBER)
                    .description("An opaque id");
        } catch (ReflectiveOperationException _) {
            return new StringSchema();
        }
    }

    /**
     * What a parameter must be that stands for one thing of a collection.
     *
     * @param collection such as {@code campaigns}, which a {@code CampaignId} names one of
     */
    static Optional<Schema<?>> named(String parameter, String collection) {
        if (parameter.equals("phone")) {
            return Optional.of(schemaOf(PhoneNumber.class));
        }
        return TextForm.ALL.stream()
                .map(TextForm::type)
                .filter(type -> collectionOf(type).equals(collection))
                .findFirst()
                .map(Identifiers::schemaOf);
    }

    private static Schema<?> schemaOf(Class<?> type) {
        return type == PhoneNumber.class ? new StringSchema().pattern(PHONE) : schema(type);
    }

    private static String collectionOf(Class<?> id) {
        var noun = id.getSimpleName().replaceFirst("Id$", "");
        return HUMP.matcher(noun).replaceAll("_").toLowerCase(Locale.ROOT) + "s";
    }
}
