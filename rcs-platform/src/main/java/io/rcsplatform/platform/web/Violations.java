package io.rcsplatform.platform.web;

import io.rcsplatform.domain.content.Violation;
import jakarta.validation.ConstraintViolation;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Reads what bean validation found. */
final class Violations {
    private Violations() {}

    static List<Violation> of(MethodArgumentNotValidException failure) {
        return failure.getAllErrors().stream()
                .map(error -> violation("", error))
                .toList();
    }

    static List<Violation> of(HandlerMethodValidationException failure) {
        return failure.getParameterValidationResults().stream()
                .flatMap(Violations::ofParameter)
                .toList();
    }

    static ApiProblem problem(MethodArgumentTypeMismatchException failure) {
        if (failure.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return HttpRefusals.of(HttpStatus.NOT_FOUND, "");
        }
        var name = "?" + Pointers.snakeCase(failure.getName());
        return ApiProblem.unreadable(
                "wrong_type",
                "A parameter has the wrong form",
                List.of(new Violation(name, "wrong_type", "does not have the form that is documented")));
    }

    static ApiProblem problem(MissingServletRequestParameterException failure) {
        var name = "?" + Pointers.snakeCase(failure.getParameterName());
        return ApiProblem.unreadable(
                "required", "A parameter is missing", List.of(new Violation(name, "required", "is required")));
    }

    private static Stream<Violation> ofParameter(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            var index = result.getContainerIndex();
            return body.getAllErrors().stream().map(error -> violation(index == null ? "" : "/" + index, error));
        }
        var name = String.valueOf(result.getMethodParameter().getParameterName());
        return result.getResolvableErrors().stream()
                .map(error -> new Violation("?" + Pointers.snakeCase(name), code(error), message(error)));
    }

    private static Violation violation(String root, ObjectError error) {
        var pointer = error instanceof FieldError field ? Pointers.ofProperty(field.getField()) : "";
        return new Violation(root + pointer, code(error), message(error));
    }

    private static String message(MessageSourceResolvable error) {
        return String.valueOf(error.getDefaultMessage());
    }

    private static String code(MessageSourceResolvable error) {
        if (error instanceof ObjectError object && object.contains(ConstraintViolation.class)) {
            return code(object.unwrap(ConstraintViolation.class)
                    .getConstraintDescriptor()
                    .getAnnotation()
                    .annotationType()
                    .getSimpleName());
        }
        var codes = error.getCodes();
        return codes == null || codes.length == 0 ? "invalid" : code(codes[codes.length - 1]);
    }

    private static String code(String constraint) {
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Size" -> "wrong_size";
            case "Min", "Max", "Positive", "PositiveOrZero", "Negative", "DecimalMin", "DecimalMax" -> "out_of_range";
            case "Pattern", "Email", "URL" -> "wrong_form";
            case "Future", "FutureOrPresent", "Past", "PastOrPresent" -> "wrong_time";
            case "AssertTrue", "AssertFalse" -> "invalid";
            default -> Pointers.snakeCase(constraint);
        };
    }
}
