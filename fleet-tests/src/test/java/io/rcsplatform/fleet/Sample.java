package io.rcsplatform.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The least that a schema allows, with a place in it changed.
 *
 * @param ids an id for each kind
 */
record Sample(PublishedApi api, Function<String, String> ids) {
    private static final int DEEPEST = 5;
    private static final Duration AHEAD = Duration.ofDays(1);

    @Nullable
    Object of(JsonNode schema) {
        return at("", schema, "-", null);
    }

    /** With this value in that place, and with what it takes to have the place. */
    @Nullable
    Object with(JsonNode schema, String pointer, @Nullable Object value) {
        return at("", schema, pointer, value);
    }

    /** Every place in what the schema describes. */
    void walk(JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        walk("", schema, visitor, 0);
    }

    private void walk(String pointer, JsonNode schema, BiConsumer<String, JsonNode> visitor, int depth) {
        var known = variant(schema);
        if (!pointer.isEmpty()) {
            visitor.accept(pointer, known);
        }
        if (depth < DEEPEST) {
            known.path("properties")
                    .properties()
                    .forEach(property ->
                            walk(pointer + "/" + property.getKey(), property.getValue(), visitor, depth + 1));
            if (known.has("items")) {
                walk(pointer + "/0", known.path("items"), visitor, depth + 1);
            }
        }
    }

    private @Nullable Object at(String pointer, JsonNode schema, String changed, @Nullable Object value) {
        if (pointer.equals(changed)) {
            return value;
        }
        var known = variant(schema);
        return switch (type(known)) {
            case "object" -> object(pointer, known, changed, value);
            case "array" -> List.of(orEmpty(at(pointer + "/0", known.path("items"), changed, value)));
            case "integer" -> Math.max(1, known.path("minimum").asInt(1));
            case "number" -> 1.5;
            case "boolean" -> true;
            default -> text(known);
        };
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? Map.of() : value;
    }

    private Map<String, @Nullable Object> object(
            String pointer, JsonNode schema, String changed, @Nullable Object value) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (var property : schema.path("properties").properties()) {
            var place = pointer + "/" + property.getKey();
            if (isRequired(schema, property.getKey()) || (changed + "/").startsWith(place + "/")) {
                object.put(property.getKey(), at(place, property.getValue(), changed, value));
            }
        }
        return object;
    }

    private String text(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asString();
        }
        return switch (schema.path("format").asString("")) {
            case "date-time" -> Instant.now().plus(AHEAD).toString();
            case "uri" -> "https://shop.example.com/sample";
            default -> api.kind(schema).map(ids).orElse("sample");
        };
    }

    /** Of several that it may be, the first that is not null. */
    private JsonNode variant(JsonNode schema) {
        var known = api.resolved(schema);
        return known.has("oneOf")
                ? StreamSupport.stream(known.path("oneOf").spliterator(), false)
                        .map(this::variant)
                        .filter(variant -> !type(variant).equals("null"))
                        .findFirst()
                        .orElse(known)
                : known;
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isString()
                ? type.asString()
                : StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asString)
                        .filter(name -> !name.equals("null"))
                        .findFirst()
                        .orElse("null");
    }

    private static boolean isRequired(JsonNode schema, String property) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .anyMatch(name -> name.asString().equals(property));
    }
}
