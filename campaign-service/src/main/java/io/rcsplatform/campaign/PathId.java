package io.rcsplatform.campaign;

import io.rcsplatform.platform.web.ApiProblem;
import java.util.function.Function;

/** Ids in paths. What is no id names nothing, so it is not found rather than invalid. */
public final class PathId {
    private PathId() {}

    /** @param noun such as {@code sender} */
    public static <T> T parse(String noun, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException _) {
            throw ApiProblem.notFound(noun, text);
        }
    }
}
