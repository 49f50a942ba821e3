package io.rcsplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.platform.web.ProblemCatalogue.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks through the sources of all services, so that no code is used that clients cannot look up. */
class ProblemCatalogueTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Set<String> OF_COMMANDS_THAT_NOBODY_GIVES =
            Set.of("campaign_not_planning", "campaign_not_draining");
    private static final Pattern REFUSAL = Pattern.compile(
            "(?:ApiProblem\\.(?:conflict|inProgress|unreadable)\\(|ApiProblem\\.of\\(\\s*[\\w.]+,|requireOneOf\\([^\"]*?,)\\s*\"([a-z_]+)\"");
    private static final Pattern MISSING = Pattern.compile("(?:notFound|PathId\\.parse)\\(\\s*\"([a-z ]+)\"");
    private static final Pattern VIOLATION = Pattern.compile(
            "(?:Violation|refuse|require|invalid|found\\.add)\\([^;{\"]*\"[^\"]*\"(?:[^;{\"]*,)?\\s*\"([a-z_]+)\",");

    private final ProblemCatalogue catalogue = ProblemCatalogue.read();

    @Test
    void everyRefusalIsInTheCatalogue() {
        assertThat(codes(REFUSAL))
                .hasSizeGreaterThan(20)
                .filteredOn(code -> !OF_COMMANDS_THAT_NOBODY_GIVES.contains(code))
                .allSatisfy(code -> assertThat(catalogue.problems())
                        .as("problems.json says what %s means", code)
                        .anyMatch(entry -> code.endsWith("_")
                                ? entry.code().startsWith(code)
                                : entry.code().equals(code)));
        assertThat(codes(MISSING))
                .hasSizeGreaterThan(8)
                .allSatisfy(noun -> assertThat(catalogue.find(noun.replace(' ', '_') + "_not_found"))
                        .as("problems.json says that there is no such %s", noun)
                        .isPresent());
    }

    @Test
    void everyViolationIsInTheCatalogue() {
        assertThat(codes(VIOLATION))
                .hasSizeGreaterThan(15)
                .allSatisfy(code -> assertThat(catalogue.violations())
                        .as("problems.json says what %s means", code)
                        .containsKey(code));
    }

    @Test
    void everyCodeHasItsCauseAndItsFix() {
        assertThat(catalogue.problems()).isNotEmpty().allSatisfy(entry -> {
            assertThat(List.of(entry.title(), entry.cause(), entry.fix())).noneMatch(String::isBlank);
            assertThat(entry.status()).isBetween(400, 504);
        });
        assertThat(catalogue.problems()).extracting(Entry::code).doesNotHaveDuplicates();
        assertThat(catalogue.violations().values()).noneMatch(String::isBlank);
    }

    @Test
    void noCodeIsKeptThatNothingIsRefusedWith() {
        var sources = String.join("\n", sources());
        assertThat(catalogue.problems())
                .extracting(Entry::code)
                .filteredOn(code -> !code.endsWith("_not_found") && !code.startsWith("dead_letter_"))
                .allSatisfy(code -> assertThat(sources).contains("\"" + code + "\""));
    }

    private static List<String> codes(Pattern pattern) {
        return sources().stream()
                .flatMap(source -> pattern.matcher(source).results())
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }

    private static List<String> sources() {
        try (var modules = Files.list(REPOSITORY)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .filter(module -> !module.toString().contains("provider-simulator")
                            && !module.toString().contains("bench"))
                    .flatMap(ProblemCatalogueTest::javaFiles)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> javaFiles(Path directory) {
        try (var files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(ProblemCatalogueTest::text)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
