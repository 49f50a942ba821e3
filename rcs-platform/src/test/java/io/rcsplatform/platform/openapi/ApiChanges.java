package io.rcsplatform.platform.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What in a newer description of the API breaks a client that was written after the older one. A client sends what the older one allows,
 * reads all that it promises, and takes no notice of more than that: an answer may gain fields, and an enum in it values.
 */
final class ApiChanges {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
    private static final List<String> LOWEST =
            List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final List<String> HIGHEST =
            List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    private final JsonNode older;
    private final JsonNode newer;
    private final List<String> breaks = new ArrayList<>();
    private final Set<String> compared = new HashSet<>();

    private ApiChanges(JsonNode older, JsonNode newer) {
        this.older = older;
        this.newer = newer;
    }

    /** A sentence for each. */
    static List<String> breaking(JsonNode older, JsonNode newer) {
        var changes = new ApiChanges(older, newer);
        changes.paths();
        return List.copyOf(changes.breaks);
    }

    private void paths() {
        for (var path : older.path("paths").propertyNames()) {
            for (var method : METHODS) {
                var before = older.path("paths").path(path).path(method);
                var after = newer.path("paths").path(path).path(method);
                var name = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
                if (!before.isMissingNode() && after.isMissingNode()) {
                    breaks.add(name + " is gone");
                } else if (!before.isMissingNode()) {
                    operation(name, before, after);
                }
            }
        }
    }

    private void operation(String name, JsonNode before, JsonNode after) {
        if (!before.path("operationId").equals(after.path("operationId"))) {
            breaks.add(name + " has another operationId");
        }
        credentials(name, before.path("security"), after.path("security"));
        parameters(name, before.path("parameters"), after.path("parameters"));
        body(name + ": the body", before.path("requestBody"), after.path("requestBody"));
        for (var status : before.path("responses").propertyNames()) {
            response(
                    name + " " + status,
                    before.path("responses").path(status),
                    after.path("responses").path(status));
        }
    }

    private void credentials(String name, JsonNode before, JsonNode after) {
        if (before.isEmpty() && !after.isEmpty()) {
            breaks.add(name + " needs a credential now");
        }
        for (var alternative : before) {
            if (!after.isEmpty() && !contains(after, alternative)) {
                breaks.add(name + " is not open to " + alternative + " any more");
            }
        }
    }

    private void parameters(String name, JsonNode before, JsonNode after) {
        for (var parameter : before) {
            var now = named(parameter, after);
            var which = name + ": the parameter " + parameter.path("name").asString();
            if (now.isMissingNode()) {
                breaks.add(which + " is gone");
            } else {
                schema(which, Direction.SENT, parameter.path("schema"), now.path("schema"));
            }
        }
        for (var parameter : after) {
            if (isRequired(parameter) && !isRequired(named(parameter, before))) {
                breaks.add(name + ": the parameter " + parameter.path("name").asString() + " is required now");
            }
        }
    }

    private void body(String name, JsonNode before, JsonNode after) {
        if (isRequired(after) && !isRequired(before)) {
            breaks.add(name + " is required now");
        }
        content(name, Direction.SENT, before.path("content"), after.path("content"));
    }

    private void response(String name, JsonNode before, JsonNode after) {
        if (after.isMissingNode()) {
            breaks.add(name + " is answered no more");
            return;
        }
        var then = resolved(older, before);
        var now = resolved(newer, after);
        for (var header : then.path("headers").propertyNames()) {
            if (now.path("headers").path(header).isMissingNode()) {
                breaks.add(name + ": the header " + header + " is gone");
            }
        }
        content(name, Direction.ANSWERED, then.path("content"), now.path("content"));
    }

    private void content(String name, Direction direction, JsonNode before, JsonNode after) {
        for (var type : before.propertyNames()) {
            if (after.path(type).isMissingNode()) {
                breaks.add(name + " is " + type + " no more");
            } else {
                schema(
                        name,
                        direction,
                        before.path(type).path("schema"),
                        after.path(type).path("schema"));
            }
        }
    }

    private void schema(String name, Direction direction, JsonNode before, JsonNode after) {
        var references = before.path("$ref").asString("") + after.path("$ref").asString("");
        if (!references.isEmpty() && !compared.add(direction + references)) {
            return;
        }
        var then = resolved(older, before);
        var now = resolved(newer, after);
        types(name, direction, types(then), types(now));
        values(name, direction, then.path("enum"), now.path("enum"));
        bounds(name, direction, then, now);
        if (direction == Direction.ANSWERED || !now.path("pattern").isMissingNode()) {
            same(name, "pattern", then, now);
        }
        same(name, "format", then, now);
        properties(name, direction, then, now);
        required(name, direction, then, now);
        inner(name + "/*", direction, then.path("items"), now.path("items"));
        inner(name + "/*", direction, then.path("additionalProperties"), now.path("additionalProperties"));
        variants(name, direction, then.path("oneOf"), now.path("oneOf"));
    }

    private void types(String name, Direction direction, Set<String> before, Set<String> after) {
        var wider = direction == Direction.SENT ? after : before;
        var narrower = direction == Direction.SENT ? before : after;
        if (!wider.containsAll(narrower)) {
            breaks.add(name + " was " + before + " and is " + after);
        }
    }

    private void values(String name, Direction direction, JsonNode before, JsonNode after) {
        if (direction == Direction.SENT && before.isMissingNode() && !after.isMissingNode()) {
            breaks.add(name + " takes only some values now");
        }
        for (var value : before) {
            if (!contains(after, value) && (direction == Direction.ANSWERED || !after.isMissingNode())) {
                breaks.add(name + " is " + value.asString() + " no more");
            }
        }
    }

    private void bounds(String name, Direction direction, JsonNode before, JsonNode after) {
        if (direction == Direction.ANSWERED) {
            return;
        }
        for (var bound : LOWEST) {
            if (after.has(bound)
                    && (!before.has(bound)
                            || after.path(bound).asDouble() > before.path(bound).asDouble())) {
                breaks.add(name + " has a higher " + bound);
            }
        }
        for (var bound : HIGHEST) {
            if (after.has(bound)
                    && (!before.has(bound)
                            || after.path(bound).asDouble() < before.path(bound).asDouble())) {
                breaks.add(name + " has a lower " + bound);
            }
        }
    }

    private void same(String name, String keyword, JsonNode before, JsonNode after) {
        if (!before.path(keyword).equals(after.path(keyword))) {
            breaks.add(name + " has another " + keyword);
        }
    }

    private void properties(String name, Direction direction, JsonNode before, JsonNode after) {
        for (var property : before.path("properties").propertyNames()) {
            var now = after.path("properties").path(property);
            if (now.isMissingNode()) {
                breaks.add(name + "/" + property + " is gone");
            } else {
                schema(
                        name + "/" + property,
                        direction,
                        before.path("properties").path(property),
                        now);
            }
        }
    }

    private void required(String name, Direction direction, JsonNode before, JsonNode after) {
        var strict = direction == Direction.SENT ? after : before;
        var lax = direction == Direction.SENT ? before : after;
        for (var property : strict.path("required")) {
            if (!contains(lax.path("required"), property)) {
                breaks.add(name + "/" + property.asString()
                        + (direction == Direction.SENT ? " is required now" : " may be missing now"));
            }
        }
    }

    private void inner(String name, Direction direction, JsonNode before, JsonNode after) {
        if (before.isObject() && !after.isObject()) {
            breaks.add(name + " is gone");
        } else if (before.isObject()) {
            schema(name, direction, before, after);
        }
    }

    private void variants(String name, Direction direction, JsonNode before, JsonNode after) {
        for (var variant : before) {
            var label = label(older, variant);
            var now = StreamSupport.stream(after.spliterator(), false)
                    .filter(candidate -> label(newer, candidate).equals(label))
                    .findFirst();
            if (now.isEmpty()) {
                breaks.add(name + " is " + label + " no more");
            } else {
                schema(name + "(" + label + ")", direction, variant, now.get());
            }
        }
        if (direction == Direction.ANSWERED && !before.isEmpty() && holdsNull(after) && !holdsNull(before)) {
            breaks.add(name + " may be null now");
        }
    }

    /** What tells the variants of a thing apart: their {@code type}, or else what they are. */
    private static String label(JsonNode document, JsonNode variant) {
        var schema = resolved(document, variant);
        var type = schema.path("properties").path("type").path("enum").path(0);
        return type.isMissingNode() ? variant.path("$ref").asString(String.valueOf(types(schema))) : type.asString();
    }

    private static boolean holdsNull(JsonNode variants) {
        return StreamSupport.stream(variants.spliterator(), false)
                .anyMatch(variant -> types(variant).contains("null"));
    }

    private static Set<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isString()
                ? Set.of(type.asString())
                : StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet());
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : Objects.requireNonNull(document.at(reference.substring(1)));
    }

    private static JsonNode named(JsonNode parameter, JsonNode among) {
        return StreamSupport.stream(among.spliterator(), false)
                .filter(candidate -> candidate.path("name").equals(parameter.path("name"))
                        && candidate.path("in").equals(parameter.path("in")))
                .findFirst()
                .orElseGet(() -> among.path("none"));
    }

    private static boolean isRequired(JsonNode node) {
        return node.path("required").asBoolean(false);
    }

    private static boolean contains(JsonNode array, JsonNode element) {
        return StreamSupport.stream(array.spliterator(), false).anyMatch(element::equals);
    }

    private enum Direction {
        SENT,
        ANSWERED
    }
}
