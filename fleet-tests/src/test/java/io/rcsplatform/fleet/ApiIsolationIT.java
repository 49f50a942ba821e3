package io.rcsplatform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.fleet.PublishedApi.Operation;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No operation of the API lets one tenant near what is another's. A new operation is covered as soon as it is described. */
@TestInstance(Lifecycle.PER_CLASS)
class ApiIsolationIT {
    private static final String HER_PHONE = "+919876501001";
    private static final String HIS_PHONE = "+919876501002";

    private final Fleet fleet = Fleet.running();
    private final PublishedApi api = PublishedApi.of(fleet);
    private final Belongings hers = Belongings.of(fleet, "Isolated A", HER_PHONE);
    private final Belongings his = Belongings.of(fleet, "Isolated B", HIS_PHONE);
    private final Caller her = hers.caller(fleet);
    private final Caller him = his.caller(fleet);

    @Test
    void whatIsAnotherTenantsDoesNotExist() {
        var before = reads();
        var soft = new SoftAssertions();
        for (var operation : api.operations()) {
            if (operation.isTheOperators()) {
                expect(403, operation, fill(operation, (_, _) -> "any"), soft);
                continue;
            }
            for (int i = 0; i < operation.parameters("path").size(); i++) {
                int foreign = i;
                expect(404, operation, fill(operation, (n, kind) -> (n == foreign ? hers : his).id(kind)), soft);
                expect(404, operation, fill(operation, (_, kind) -> hers.id(kind)), soft);
            }
        }
        soft.assertAll();
        assertThat(reads()).as("what is hers, after he has tried everything").isEqualTo(before);
    }

    @Test
    void nothingOfHisRefersToWhatIsHers() {
        var soft = new SoftAssertions();
        var sample = new Sample(api, his::id);
        for (var operation : api.operations()) {
            if (!operation.isTheOperators()) {
                operation
                        .json()
                        .ifPresent(schema -> sample.walk(
                                schema,
                                (pointer, place) -> api.kind(place)
                                        .filter(kind -> !kind.equals("+"))
                                        .ifPresent(kind -> {
                                            var body = sample.with(schema, pointer, hers.id(kind));
                                            var answer =
                                                    send(operation, fill(operation, (_, own) -> his.id(own)), body);
                                            soft.assertThat(json(answer)
                                                            .path("errors")
                                                            .toString())
                                                    .as("%s with her %s: %s", operation, pointer, answer.body())
                                                    .contains('"' + pointer + '"');
                                            soft.assertThat(answer.statusCode()).isBetween(400, 499);
                                        })));
                queries(operation, soft);
            }
        }
        soft.assertAll();
    }

    @Test
    void noListShowsHimWhatIsHers() {
        var soft = new SoftAssertions();
        for (var operation : api.operations()) {
            if (operation.method().equals("GET") && operation.parameters("path").isEmpty()) {
                var answer = send(operation, operation.path() + (operation.isList() ? "?limit=200" : ""), null);
                if (operation.isTheOperators()) {
                    soft.assertThat(answer.statusCode())
                            .as(operation.toString())
                            .isEqualTo(403);
                } else {
                    hers.ids()
                            .forEach((_, id) -> soft.assertThat(answer.body())
                                    .as(operation.toString())
                                    .doesNotContain(id));
                }
            }
        }
        soft.assertAll();
    }

    private void queries(Operation operation, SoftAssertions soft) {
        for (var parameter : operation.parameters("query")) {
            api.kind(parameter.path("schema")).ifPresent(kind -> {
                var path = fill(operation, (_, own) -> his.id(own)) + "?"
                        + parameter.path("name").asString() + "=" + encoded(hers.id(kind));
                var answer = send(operation, path, Map.of());
                soft.assertThat(answer.body()).as("%s %s", operation, path).doesNotContain("\"data\":[{");
                soft.assertThat(answer.statusCode() / 100 == 2
                                && !operation.method().equals("GET"))
                        .as("%s %s is done", operation, path)
                        .isFalse();
            });
        }
    }

    private void expect(int status, Operation operation, String path, SoftAssertions soft) {
        var answer = send(
                operation,
                path,
                operation.json().map(new Sample(api, his::id)::of).orElse(null));
        soft.assertThat(answer.statusCode())
                .as("%s %s: %s", operation.method(), path, answer.body())
                .isEqualTo(status);
    }

    private HttpResponse<String> send(Operation operation, String path, @Nullable Object body) {
        var type = operation.mediaType();
        return him.send(
                operation.method(),
                path,
                type,
                type.equals(Caller.JSON) ? JsonMapper.shared().writeValueAsString(body) : "phone\n",
                operation.headers());
    }

    /** All that she can get of what she has, which shows that it is there. */
    private Map<String, String> reads() {
        var answers = new TreeMap<String, String>();
        for (var operation : api.operations()) {
            if (operation.method().equals("GET")
                    && !operation.parameters("path").isEmpty()
                    && !operation.isTheOperators()) {
                var answer = her.send("GET", fill(operation, (_, kind) -> hers.id(kind)), "", "");
                assertThat(answer.statusCode())
                        .as("%s: %s", operation, answer.body())
                        .isEqualTo(200);
                answers.put(operation.path(), isAboutItsProgress(operation) ? "" : answer.body());
            }
        }
        answers.put("suppressions", her.send("GET", "/v1/suppressions", "", "").body());
        answers.put("keys", her.send("GET", "/v1/api_keys", "", "").body());
        return answers;
    }

    /** A campaign goes on by itself, in whatever he does. */
    private static boolean isAboutItsProgress(Operation operation) {
        return operation.path().startsWith("/v1/campaigns/") || operation.path().startsWith("/v1/messages/");
    }

    private String fill(Operation operation, Values values) {
        var path = operation.path();
        var parameters = operation.parameters("path");
        for (int i = 0; i < parameters.size(); i++) {
            var name = parameters.get(i).path("name").asString();
            var kind = api.kind(parameters.get(i).path("schema"));
            assertThat(kind.isPresent() || operation.isTheOperators())
                    .as("%s: the description says what kind of thing {%s} names", operation, name)
                    .isTrue();
            path = path.replace("{" + name + "}", encoded(values.of(i, kind.orElse(""))));
        }
        return path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    private interface Values {
        String of(int index, String kind);
    }
}
