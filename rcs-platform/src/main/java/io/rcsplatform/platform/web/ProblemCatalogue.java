package io.rcsplatform.platform.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The closed list of what a request can be refused for, as clients read it.
 *
 * @param violations what a code in {@code errors} means, which tells one of several things that are wrong with a request
 */
public record ProblemCatalogue(List<Entry> problems, SortedMap<String, String> violations) {

    /**
     * @param retryable whether the same request may be answered otherwise later
     * @param cause what has happened
     * @param fix what whoever made the request can do
     */
    public record Entry(String code, int status, String title, boolean retryable, String cause, String fix) {}

    public static ProblemCatalogue read() {
        try (var file = ProblemCatalogue.class.getResourceAsStream("/problems.json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(file), ProblemCatalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Entry> find(String code) {
        return problems.stream().filter(entry -> entry.code().equals(code)).findFirst();
    }
}
