package io.rcsplatform.platform.openapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.Suggestion;
import io.rcsplatform.platform.web.Required;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as the platform's JSON has them: enum values in lower case, what is not nullable is always there, and the
 * variants of a sealed type are told apart by {@code type}.
 */
final class RecordForms implements ModelConverter {
    private static final String TYPE = "type";
    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
            new PropertyNamingStrategies.SnakeCaseStrategy();
    private static final Map<Class<?>, String> VARIANTS = Map.ofEntries(
            Map.entry(RcsContent.Text.class, "text"),
            Map.entry(RcsContent.RichCard.class, "rich_card"),
            Map.entry(RcsContent.Carousel.class, "carousel"),
            Map.entry(RcsContent.File.class, "file"),
            Map.entry(RcsContent.ProviderTemplate.class, "provider_template"),
            Map.entry(Suggestion.Reply.class, "reply"),
            Map.entry(Suggestion.OpenUrl.class, "open_url"),
            Map.entry(Suggestion.Dial.class, "dial"),
            Map.entry(Suggestion.ViewLocation.class, "view_location"),
            Map.entry(Suggestion.ShareLocation.class, "share_location"),
            Map.entry(Suggestion.CreateCalendarEvent.class, "create_calendar_event"));

    private static final Set<Class<?>> WITH_DEFAULT =
            Set.of(RcsContent.MediaHeight.class, RcsContent.Orientation.class, Suggestion.Application.class);

    private final ObjectMapper mapper;

    RecordForms(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = mapper.constructType(type.getType());
        if (java.isEnumType()) {
            return values(java.getRawClass());
        }
        if (java.getRawClass().isSealed() && java.isInterface()) {
            return oneOf(java.getRawClass(), context);
        }
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema != null && java.getRawClass().isRecord()) {
            complete(java.getRawClass(), defined(schema, context));
        }
        return schema;
    }

    private static Schema<?> values(Class<?> type) {
        var schema = new StringSchema();
        for (var constant : type.getEnumConstants()) {
            schema.addEnumItem(constant.toString().toLowerCase(Locale.ROOT));
        }
        return schema;
    }

    private static Schema<?> oneOf(Class<?> type, ModelConverterContext context) {
        var schema = new Schema<>();
        for (var variant : type.getPermittedSubclasses()) {
            schema.addOneOfItem(context.resolve(new AnnotatedType(variant).resolveAsRef(true)));
        }
        return schema;
    }

    /** A record is described once, among the components, and referred to everywhere else. */
    private static Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
        var reference = schema.get$ref();
        return reference == null
                ? schema
                : Objects.requireNonNullElse(
                        context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1)), schema);
    }

    @SuppressWarnings("rawtypes")
    private static void complete(Class<?> type, Schema<?> schema) {
        Map<String, Schema> properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        var required = new LinkedHashSet<String>();
        for (var component : type.getRecordComponents()) {
            var name = Stream.of(NAMES.translate(component.getName()), component.getName(), "default")
                    .filter(properties::containsKey)
                    .findFirst();
            if (name.isPresent() && isNullable(component)) {
                properties.computeIfPresent(name.get(), (_, property) -> orNull(property));
            } else if (!mayBeLeftOut(component)) {
                name.ifPresent(required::add);
            }
        }
        var variant = VARIANTS.get(type);
        if (variant != null) {
            var word = new StringSchema();
            word.addEnumItem(variant);
            properties.put(TYPE, word);
            required.add(TYPE);
        }
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !component.isAnnotationPresent(Required.class);
    }

    /** What the platform fills in where a content leaves it out. */
    private static boolean mayBeLeftOut(RecordComponent component) {
        var type = component.getType();
        return component.getDeclaringRecord().getPackage() == RcsContent.class.getPackage()
                && (type == boolean.class
                        || Collection.class.isAssignableFrom(type)
                        || Map.class.isAssignableFrom(type)
                        || WITH_DEFAULT.contains(type));
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.getTypes() != null) {
            schema.addType("null");
            return schema;
        }
        if (schema.getType() != null) {
            schema.setTypes(new LinkedHashSet<>(List.of(schema.getType(), "null")));
            return schema;
        }
        var nothing = new Schema<>();
        nothing.addType("null");
        return new Schema<>().addOneOfItem(schema).addOneOfItem(nothing);
    }
}
