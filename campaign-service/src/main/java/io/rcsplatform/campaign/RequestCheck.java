package io.rcsplatform.campaign;

import io.rcsplatform.domain.content.Violation;
import io.rcsplatform.platform.web.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
