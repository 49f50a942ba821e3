package io.rcsplatform.campaign;

import io.rcsplatform.domain.content.Violation;
import io.rcsplatform.platform.web.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gathers all that is wrong with a request, to refuse it with everything at once. */
public final class RequestCheck {
    private static final int MAX_NAME = 200;

    private final List<Violation> violations = new ArrayList<>();

    /** @return the name without surrounding space; empty where it is refused */
    public String name(String pointer, @Nullable String value) {
        return text(pointer, value, MAX_NAME);
    }

    /** @return the text without surrounding space; empty where it is refused */
    public String text(String pointer, @Nullable String value, int atMost) {
        if (value == null || value.isBlank()) {
            refuse(pointer, "required", "Must not be empty");
            return "";
        }
        var text = value.strip();
        if (text.length() > atMost) {
            refuse(pointer, "too_long", "At most " + atMost + " characters; there are " + text.length());
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            refuse(pointer, "invalid_character", "Must not hold control characters");
        }
        return text;
    }

    /** Whether the database can hold all texts in it, names included: it has no NUL. */
    public void storable(String pointer, JsonNode value) {
        require(
                !value.isString() || value.asString().indexOf('\0') < 0,
                pointer,
                "invalid_character",
                "Must not hold a NUL character");
        value.forEachEntry((name, field) -> {
            require(name.indexOf('\0') < 0, pointer, "invalid_character", "No name in it must hold a NUL character");
            storable(pointer + "/" + name, field);
        });
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                storable(pointer + "/" + i, value.get(i));
            }
        }
    }

    public void require(boolean holds, String pointer, String code, String otherwise) {
        if (!holds) {
            refuse(pointer, code, otherwise);
        }
    }

    public void refuse(String pointer, String code, String detail) {
        violations.add(new Violation(pointer, code, detail));
    }

    public void refuse(List<Violation> found) {
        violations.addAll(found);
    }

    /** @throws ApiProblem when anything was refused */
    public void done() {
        if (!violations.isEmpty()) {
            throw ApiProblem.invalid(violations);
        }
    }
}
