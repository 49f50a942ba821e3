package io.rcsplatform.campaign.books;

import io.rcsplatform.platform.json.EventJson;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON in one form only: keys sorted, no white space, what is null left out. The same facts are the same bytes. */
@Component
class CanonicalJson {
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private final JsonMapper forms;
    private final JsonMapper sorting = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    CanonicalJson(EventJson json) {
        forms = json.mapper();
    }

    String write(Object value) {
        return sorting.writeValueAsString(forms.convertValue(value, TREE));
    }

    /** An instant as {@link #write} has it. */
    String text(Instant at) {
        return forms.convertValue(at, String.class);
    }

    JsonNode read(String json) {
        return sorting.readTree(json);
    }
}
