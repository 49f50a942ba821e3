package io.rcsplatform.platform.web;

import io.rcsplatform.domain.content.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body without repeating what it holds, which may be personal data. */
final class UnreadableBody {
    private UnreadableBody() {}

    static ApiProblem problem(HttpMessageNotReadableException failure) {
        return switch (failure.getCause()) {
            case UnrecognizedPropertyException e ->
                refused("unknown_field", "A field is not known", e, "there is no field " + e.getPropertyName());
            case InvalidTypeIdException e -> wrongKind(e);
            case InvalidNullException e -> refused("required", "A field is missing", e, "must not be null");
            case InvalidFormatException e -> refused("wrong_type", "A value has the wrong form", e, expectation(e));
            case MismatchedInputException e -> mismatch(e);
            case StreamReadException e -> malformed(e);
            case null, default -> empty();
        };
    }

    private static ApiProblem mismatch(MismatchedInputException failure) {
        return String.valueOf(failure.getOriginalMessage()).startsWith("Missing required")
                ? refused("required", "A field is missing", failure, "is required")
                : refused("wrong_type", "A value has the wrong type", failure, "must be " + kind(failure));
    }

    /** A content or a suggestion whose {@code type} is missing or none of ours. */
    private static ApiProblem wrongKind(InvalidTypeIdException failure) {
        var pointer = Pointers.of(failure.getPath()) + "/type";
        return failure.getTypeId() == null
                ? refused("required", "A field is missing", pointer, "is required")
                : refused("unknown_type", "A type is not known", pointer, "must be one of the documented types");
    }

    private static ApiProblem refused(String code, String title, JacksonException failure, String detail) {
        return refused(code, title, Pointers.of(failure.getPath()), detail);
    }

    private static ApiProblem refused(String code, String title, String pointer, String detail) {
        return ApiProblem.unreadable(code, title, List.of(new Violation(pointer, code, detail)));
    }

    private static ApiProblem malformed(StreamReadException failure) {
        var at = failure.getLocation();
        return ApiProblem.unreadable(
                "malformed_json",
                "The body is not JSON",
                List.of(new Violation(
                        "",
                        "malformed_json",
                        "not JSON from line " + at.getLineNr() + ", column " + at.getColumnNr() + " on")));
    }

    private static ApiProblem empty() {
        return ApiProblem.unreadable(
                "malformed_json",
                "The body cannot be read",
                List.of(new Violation("", "malformed_json", "a JSON object is required")));
    }

    private static String expectation(InvalidFormatException failure) {
        var type = failure.getTargetType();
        return type != null && type.isEnum() ? "must be one of " + names(type) : "must be " + kind(failure);
    }

    private static String kind(MismatchedInputException failure) {
        var type = failure.getTargetType();
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of " + names(type);
        }
        if (type.isArray() || Iterable.class.isAssignableFrom(type)) {
            return "an array";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a string";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double", "BigDecimal" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "Instant" -> "a time in RFC 3339, such as 2026-01-31T12:00:00Z";
            case "PhoneNumber" -> "a phone number in E.164, such as +4915123456789";
            case String name when name.endsWith("Id") -> "an id of the right kind, as the API gave it";
            default -> "an object";
        };
    }

    private static String names(Class<?> type) {
        return Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
    }
}
