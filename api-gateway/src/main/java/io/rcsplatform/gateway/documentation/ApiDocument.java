package io.rcsplatform.gateway.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The one description of the API, put together from what each service says of its own part. */
final class ApiDocument {
    private static final String PARTS = "classpath:openapi/*.json";
    private static final Set<String> SHARED =
            Set.of("paths", "components", "schemas", "responses", "headers", "parameters", "securitySchemes");

    private ApiDocument() {}

    static String read() {
        var document = JsonMapper.shared().createObjectNode();
        try {
            for (var part : new PathMatchingResourcePatternResolver().getResources(PARTS)) {
                add(JsonMapper.shared().readTree(part.getContentAsByteArray()), document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document.toString();
    }

    /** @throws IllegalStateException where two parts say different things under the same name */
    static void add(JsonNode part, ObjectNode document) {
        for (var member : part.properties()) {
            var there = document.get(member.getKey());
            if (there == null) {
                document.set(member.getKey(), member.getValue());
            } else if (SHARED.contains(member.getKey())) {
                add(member.getValue(), (ObjectNode) there);
            } else if (!there.equals(member.getValue())) {
                throw new IllegalStateException("two services describe " + member.getKey() + ", and differently");
            }
        }
    }
}
