package io.rcsplatform.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The API as its own description has it. What a test does with all of it covers what comes later, too. */
record PublishedApi(JsonNode document) {
    private static final Pattern ID = Pattern.compile("\\^([a-z]+_)\\[.*");
    private static final String PHONE = "^\\+";
    private static final String PLATFORM = "platform";

    static PublishedApi of(Fleet fleet) {
        return new PublishedApi(fleet.platform().get("/openapi.json"));
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : document.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                operations.add(
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
            }
        }
        return operations;
    }

    JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    /** What a text of this schema names: an id's prefix such as {@code cmp_}, or {@code +} for a phone number. */
    Optional<String> kind(JsonNode schema) {
        var pattern = resolved(schema).path("pattern").asString("");
        Matcher id = ID.matcher(pattern);
        return id.matches()
                ? Optional.of(id.group(1))
                : pattern.startsWith(PHONE) ? Optional.of("+") : Optional.empty();
    }

    record Operation(String method, String path, JsonNode node) {
        /** Any one of them is enough; the empty one where it is enough to be known. */
        Set<String> scopes() {
            var scopes = new TreeSet<String>();
            node.path("security")
                    .forEach(alternative -> alternative.forEach(
                            names -> scopes.add(names.path(0).asString(""))));
            return scopes;
        }

        boolean isTheOperators() {
            return scopes().equals(Set.of(PLATFORM));
        }

        boolean isList() {
            return method.equals("GET") && names("query").contains("cursor");
        }

        List<JsonNode> parameters(String in) {
            return StreamSupport.stream(node.path("parameters").spliterator(), false)
                    .filter(parameter -> parameter.path("in").asString().equals(in))
                    .toList();
        }

        List<String> names(String in) {
            return parameters(in).stream()
                    .map(parameter -> parameter.path("name").asString())
                    .toList();
        }

        /** Those that it must be sent with, each with a value of its own. */
        Map<String, String> headers() {
            return parameters("header").stream()
                    .filter(parameter -> parameter.path("required").asBoolean())
                    .collect(Collectors.toMap(
                            parameter -> parameter.path("name").asString(),
                            _ -> UUID.randomUUID().toString()));
        }

        Optional<JsonNode> json() {
            var schema = node.at("/requestBody/content/application~1json/schema");
            return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
        }

        /** Of the body; empty where none is taken. */
        String mediaType() {
            var types = node.at("/requestBody/content").propertyNames();
            return types.isEmpty() ? "" : types.iterator().next();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
