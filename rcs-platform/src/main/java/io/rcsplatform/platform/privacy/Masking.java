package io.rcsplatform.platform.privacy;

import io.rcsplatform.domain.phone.PhoneNumber;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of a resource what names people, says what was said to them, or opens something. Fields keep their names, so that it shows what
 * was there; secrets leave nothing.
 */
public final class Masking {
    private static final String MASK = "***";
    private static final Pattern SECRET =
            Pattern.compile("(?:.*_)?(?:secret|password|token|private_key|signature|pepper|credentials?)");
    private static final Set<String> PERSONAL = Set.of(
            "attributes",
            "body",
            "content",
            "email",
            "first_name",
            "full_name",
            "last_name",
            "parameters",
            "payload",
            "rcs",
            "sms",
            "text",
            "variables");
    private static final Set<String> PHONES = Set.of("phone", "phone_number", "msisdn");

    private Masking() {}

    public static JsonNode of(JsonNode resource) {
        return switch (resource) {
            case ObjectNode object -> fields(object);
            case JsonNode node
            when node.isArray() -> {
                var items = JsonNodeFactory.instance.arrayNode();
                node.forEach(item -> items.add(of(item)));
                yield items;
            }
            case JsonNode node
            when node.isString() -> JsonNodeFactory.instance.stringNode(Redaction.of(node.asString()));
            default -> resource;
        };
    }

    /** As a field of this name is shown. */
    public static String text(String field, String value) {
        return PHONES.contains(field) ? phone(value) : Redaction.of(value);
    }

    private static ObjectNode fields(ObjectNode object) {
        var masked = JsonNodeFactory.instance.objectNode();
        object.forEachEntry((name, value) -> {
            if (SECRET.matcher(name).matches()) {
                return;
            }
            masked.set(name, field(name, value));
        });
        return masked;
    }

    private static JsonNode field(String name, JsonNode value) {
        if (PERSONAL.contains(name)) {
            return hidden(value);
        }
        if (PHONES.contains(name) && value.isValueNode() && !value.isNull()) {
            return JsonNodeFactory.instance.stringNode(phone(value.asString()));
        }
        return of(value);
    }

    private static JsonNode hidden(JsonNode value) {
        if (value.isObject()) {
            var masked = JsonNodeFactory.instance.objectNode();
            value.forEachEntry((name, inner) -> masked.set(name, hidden(inner)));
            return masked;
        }
        if (value.isArray()) {
            var masked = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> masked.add(hidden(item)));
            return masked;
        }
        return value.isNull() ? value : JsonNodeFactory.instance.stringNode(MASK);
    }

    private static String phone(String value) {
        try {
            return PhoneNumber.parse(value.replaceAll("[\\s()./-]", "")).toString();
        } catch (IllegalArgumentException _) {
            return MASK;
        }
    }
}
