package io.rcsplatform.platform.web;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** Where in a JSON body something stands, as a JSON pointer with the body's own names. */
final class Pointers {
    private static final Pattern CAMEL = Pattern.compile("([a-z0-9])([A-Z])");

    private Pointers() {}

    /** From the path of a property as bean validation writes it: {@code cards[0].thumbnailUrl}. */
    static String ofProperty(String path) {
        var pointer = new StringBuilder();
        for (var part : path.replace("[", ".").replace("]", "").split("\\.", -1)) {
            if (!part.isEmpty() && !part.startsWith("<")) {
                pointer.append('/').append(snakeCase(part));
            }
        }
        return pointer.toString();
    }

    static String of(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            pointer.append('/');
            if (step.getPropertyName() != null) {
                pointer.append(step.getPropertyName().replace("~", "~0").replace("/", "~1"));
            } else {
                pointer.append(step.getIndex());
            }
        }
        return pointer.toString();
    }

    static String snakeCase(String name) {
        return CAMEL.matcher(name).replaceAll("$1_$2").toLowerCase(java.util.Locale.ROOT);
    }
}
