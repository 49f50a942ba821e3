package io.rcsplatform.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.fleet.PublishedApi.Operation;
import io.rcsplatform.platform.web.Problem;
import io.rcsplatform.platform.web.ProblemCatalogue;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever is sent to whichever operation: it is refused as the API says, at once, without a word about the inside, and nothing secret of it
 * is written down. {@code RCS_FUZZ_SEED} repeats a run.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ApiFuzzIT {
    private static final String PHONE = "+919876501003";
    private static final int AT_ONCE = 6;
    private static final String BREAK_OUT = "'; select pg_sleep(30)--";
    private static final List<String> OTHERS_FIELDS =
            List.of("tenant_id", "id", "status", "created_at", "version", "scope", "key_id", "__proto__");
    private static final List<Object> VALUES = List.of(
            BREAK_OUT,
            "\" or pg_sleep(30) is null --",
            "') or (select 1 from pg_sleep(30)) is null--",
            "a\u0000b",
            "\u202e\ud83d\ude00\u0000",
            "",
            " ",
            "x".repeat(70_000),
            "${jndi:ldap://example.com/a}",
            "{{7*7}}",
            "+1000000000-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "YQBi", // a cursor that holds a NUL byte
            "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ", // and one that holds a number too large for any column
            -1,
            0,
            Long.MAX_VALUE,
            new Raw("1e400"),
            new Raw("99999999999999999999999999"),
            new Raw("-0.5"),
            new Raw("null"),
            true,
            List.of(),
            List.of(List.of(Map.of())),
            Map.of("a", Map.of("b", List.of(1))),
            Collections.nCopies(20_000, "x"));
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "[",
            "nul",
            "\"text\"",
            "17",
            "[]",
            "null",
            "{\"a\":1}}",
            "{\"a\" 1}",
            "{'a':1}",
            "[".repeat(5_000),
            "{\"a\":".repeat(2_000),
            "\ufeff{}",
            "{\"name\":\"\\ud800\"}",
            "{\"name\":\"\\u0000\"}",
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");
    private static final List<String> TYPES = List.of(
            "",
            "text/plain",
            "application/xml",
            "text/csv",
            "text/csv;charset=utf-16",
            "application/x-www-form-urlencoded",
            "multipart/form-data;boundary=x",
            "application/json;charset=utf-16",
            "application/json;charset=none-such",
            "///");
    private static final List<Map<String, String>> HEADERS = List.of(
            Map.of("Idempotency-Key", BREAK_OUT),
            Map.of("Idempotency-Key", "k".repeat(256)),
            Map.of("If-Match", BREAK_OUT),
            Map.of("If-Match", "\"99999999999999999999\""),
            Map.of("X-Request-Id", BREAK_OUT),
            Map.of("traceparent", BREAK_OUT),
            Map.of("Accept", "application/xml"),
            Map.of("Accept", "///"),
            Map.of("Accept-Language", "'".repeat(100)),
            Map.of("Range", "bytes=0-1"),
            Map.of("X-Forwarded-For", BREAK_OUT),
            Map.of("X-Forwarded-Host", "evil.example"),
            Map.of("X-HTTP-Method-Override", "DELETE"));

    private static final Pattern INSIDE = Pattern.compile(
            "(?i)\\bat (java|io|org|com|tools|jakarta)\\.|exception|springframework|io\\.rcsplatform|hibernate|jackson|tomcat"
                    + "|jdbc|postgres|sqlstate|hikari|rabbit|redisson|\\.java:|caused by"
                    + "|(campaign|dispatch|webhook|fallback)-service|127\\.0\\.0\\.1|localhost");
    private static final Pattern SECRET = Pattern.compile(
            "rcs_(live|test)_[A-Za-z0-9]{16,}|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]+|Bearer [A-Za-z0-9]");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:+-])\\+?(91|49)\\d{9,11}(?![\\w.])");

    private final long seed = Optional.ofNullable(System.getenv("RCS_FUZZ_SEED"))
            .map(Long::valueOf)
            .orElseGet(System::nanoTime);
    private final Fleet fleet = Fleet.running();
    private final PublishedApi api = PublishedApi.of(fleet);
    private final ProblemCatalogue catalogue = ProblemCatalogue.read();
    private final Belongings tenant = Belongings.of(fleet, "Fuzzed", PHONE);
    private final Caller admin = tenant.caller(fleet);
    private final String operatorsKey = Belongings.key(fleet, tenant.id("tnt_"), "platform");
    private final Caller operator = new Caller(fleet.address(Fleet.GATEWAY), operatorsKey);
    private final Sample sample = new Sample(api, kind -> tenant.ids().getOrDefault(kind, "dlq_unknown"));

    @Test
    @Order(1)
    void nothingThatIsSentBreaksAnything() throws Exception {
        var random = new Random(seed);
        var attempts = new ArrayList<Attempt>();
        api.operations().stream()
                .sorted(Comparator.comparing(operation -> operation.method().equals("DELETE")))
                .forEach(operation -> attempts.addAll(shuffled(attempts(operation), random)));
        System.out.println(attempts.size() + " requests, RCS_FUZZ_SEED=" + seed);

        assertThat(complaints(attempts))
                .as("RCS_FUZZ_SEED=%d repeats these", seed)
                .isEmpty();
    }

    @Test
    @Order(1)
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
        var answer = admin.send("POST", "/v1/templates", Caller.JSON, "{\"name\":\"" + "x".repeat(1_500_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).path("code").asString()).isEqualTo("too_large");
    }

    /** What is no HTTP does not get as far as a handler. */
    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "GET /v1/campaigns?cursor=%zz HTTP/1.1",
                "GET /v1/campaigns/%00 HTTP/1.1",
                "GET /v1/campaigns/..%2f..%2finternal HTTP/1.1",
                "GET /v1/campaigns/../../internal/consents HTTP/1.1",
                "GET /v1/campaigns;x=1/a\\b HTTP/1.1",
                "GET /v1/<script> HTTP/1.1",
                "BREW /v1/campaigns HTTP/1.1",
                "TRACE /v1/campaigns HTTP/1.1",
                "nonsense"
            })
    void whatIsNoRequestIsRefusedWithoutAWordAboutTheInside(String line) throws IOException {
        var gateway = fleet.address(Fleet.GATEWAY);
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.getOutputStream()
                    .write((line + "\r\nHost: rcs.example\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).matches("(?s)HTTP/1\\.1 4.*").doesNotContainPattern(INSIDE);
        }
    }

    @Test
    @Order(2)
    void logsHoldNoSecretAndNoPhoneNumber() throws IOException {
        for (var service : Fleet.SERVICES) {
            try (var lines = Files.lines(fleet.log(service))) {
                assertThat(lines.filter(line -> holdsSecret(line)
                                        || NUMBER.matcher(line).find())
                                .limit(5))
                        .as("lines of %s with something that must not be written down", service)
                        .isEmpty();
            }
        }
    }

    private boolean holdsSecret(String line) {
        return SECRET.matcher(line).find()
                || fleet.secrets().anyMatch(line::contains)
                || line.contains(tenant.key())
                || line.contains(operatorsKey);
    }

    private static List<Attempt> shuffled(List<Attempt> attempts, Random random) {
        Collections.shuffle(attempts, random);
        return attempts;
    }

    private List<Attempt> attempts(Operation operation) {
        var attempts = new ArrayList<Attempt>();
        var path = path(operation);
        var body = text(operation.json().map(sample::of).orElse(""));
        operation.json().ifPresent(schema -> bodies(operation, path, schema, attempts));
        for (var type : TYPES) {
            attempts.add(new Attempt(operation, path, type, body, Map.of(), false));
        }
        for (var headers : HEADERS) {
            attempts.add(new Attempt(operation, path, operation.mediaType(), body, headers, false));
        }
        for (var value : VALUES) {
            if (value instanceof String text && text.length() < 10_000) {
                for (var name : operation.names("query")) {
                    var query = path + "?" + name + "=" + encoded(text);
                    attempts.add(new Attempt(operation, query, operation.mediaType(), body, Map.of(), false));
                    attempts.add(new Attempt(
                            operation, query + "&" + name + "=2", operation.mediaType(), body, Map.of(), false));
                }
                for (var name : operation.names("path")) {
                    var odd = operation.path().replace("{" + name + "}", encoded(text));
                    attempts.add(new Attempt(
                            operation, filled(operation, odd), operation.mediaType(), body, Map.of(), false));
                }
            }
        }
        return attempts;
    }

    private void bodies(Operation operation, String path, JsonNode schema, List<Attempt> attempts) {
        for (var body : BODIES) {
            attempts.add(new Attempt(operation, path, Caller.JSON, body, Map.of(), false));
        }
        sample.walk(schema, (pointer, _) -> {
            for (var value : VALUES) {
                attempts.add(new Attempt(
                        operation, path, Caller.JSON, text(sample.with(schema, pointer, value)), Map.of(), false));
            }
        });
        var known = api.resolved(schema).path("properties").propertyNames();
        for (var field : OTHERS_FIELDS) {
            if (!known.contains(field)) {
                var smuggled = text(sample.of(schema))
                        .replaceFirst("\\{", "{\"" + field + "\":\"x\",")
                        .replace(",}", "}");
                attempts.add(new Attempt(operation, path, Caller.JSON, smuggled, Map.of(), true));
            }
        }
    }

    private List<String> complaints(List<Attempt> attempts) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var answers = threads.invokeAll(attempts.stream()
                    .map(attempt -> (Callable<Optional<String>>) () -> complaint(attempt))
                    .toList());
            var complaints = new ArrayList<String>();
            for (Future<Optional<String>> answer : answers) {
                answer.get().ifPresent(complaints::add);
            }
            return complaints;
        }
    }

    private Optional<String> complaint(Attempt attempt) {
        var operation = attempt.operation();
        try {
            var answer = (operation.isTheOperators() ? operator : admin)
                    .send(
                            operation.method(),
                            attempt.path(),
                            attempt.type(),
                            attempt.body().getBytes(UTF_8),
                            attempt.headersWith(operation.headers()));
            return wrong(attempt, answer)
                    .map(what -> what + ": " + attempt + " -> " + answer.statusCode() + " " + answer.body());
        } catch (IllegalStateException e) {
            return Optional.of(e + ": " + attempt);
        }
    }

    private Optional<String> wrong(Attempt attempt, HttpResponse<String> answer) {
        if (answer.headers().firstValue("X-Request-Id").isEmpty()) {
            return Optional.of("no request id");
        }
        if (answer.statusCode() < 400) {
            return attempt.smuggles()
                    ? Optional.of("a field passed that is none of the operation's")
                    : Optional.empty();
        }
        if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            return Optional.of("no problem details");
        }
        var problem = json(answer);
        var code = problem.path("code").asString("");
        var documented = catalogue.find(code);
        if (documented.isEmpty()) {
            return Optional.of("a code that nobody can look up");
        }
        if (answer.statusCode() >= 500) {
            return Optional.of("a failure");
        }
        if (!problem.path("type").asString("").equals(Problem.TYPES + code)
                || problem.path("retryable").asBoolean() != documented.get().retryable()
                || (documented.get().status() != answer.statusCode() && !code.equals("bad_request"))) {
            return Optional.of("not as the catalogue says");
        }
        for (var violation : problem.path("errors")) {
            if (!catalogue.violations().containsKey(violation.path("code").asString())) {
                return Optional.of("a violation that nobody can look up");
            }
        }
        if (INSIDE.matcher(answer.body()).find()) {
            return Optional.of("the inside shows");
        }
        return attempt.smuggles() && !code.equals("unknown_field")
                ? Optional.of("a field that is none of the operation's was not what it was refused for")
                : Optional.empty();
    }

    private String path(Operation operation) {
        return filled(operation, operation.path());
    }

    private String filled(Operation operation, String path) {
        var filled = path;
        for (var parameter : operation.parameters("path")) {
            filled = filled.replace(
                    "{" + parameter.path("name").asString() + "}",
                    encoded(api.kind(parameter.path("schema"))
                            .map(kind -> sample.ids().apply(kind))
                            .orElse("fuzzed")));
        }
        return filled;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String text(@Nullable Object body) {
        var raw = JsonMapper.shared().writeValueAsString(body);
        return Raw.revealed(raw);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    /** @param smuggles a field that the operation does not take */
    private record Attempt(
            Operation operation, String path, String type, String body, Map<String, String> headers, boolean smuggles) {
        private static final int ENOUGH = 200;

        Map<String, String> headersWith(Map<String, String> others) {
            var all = new HashMap<>(others);
            all.putAll(headers);
            return all;
        }

        @Override
        public String toString() {
            var shown = operation.method() + " " + path + " " + type + " " + headers + " " + body;
            return shown.length() > ENOUGH ? shown.substring(0, ENOUGH) + "…" : shown;
        }
    }

    /** Goes into the body letter by letter. */
    private record Raw(String raw) {
        private static final Pattern WRITTEN = Pattern.compile("\\{\"raw\":\"([^\"]*)\"}");

        static String revealed(String json) {
            return WRITTEN.matcher(json).replaceAll("$1");
        }
    }
}
