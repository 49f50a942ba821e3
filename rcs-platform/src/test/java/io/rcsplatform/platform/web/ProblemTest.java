package io.rcsplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.json.AbstractJsonContentAssert;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebSlice
class ProblemTest {
    private static final String TOKEN = TestCallers.token(new TenantId(new UUID(1, 2)), "admin");
    private static final String THING = """
            {"display_name": "Shoes", "sender_id": "snd_00000000000000000000000001", "rate_per_second": 5,
             "traffic_class": "promotion"}
            """;

    @Autowired
    MockMvcTester http;

    @Test
    void readsAndWritesTheFormsOfTheApi() {
        assertThat(post("/things", THING)).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                        {"display_name": "Shoes", "sender_id": "snd_00000000000000000000000001", "rate_per_second": 5,
                         "traffic_class": "promotion", "phone": null, "parts": [], "attributes": {}}
                        """);
    }

    @Test
    void listsAllViolationsAndWhereTheyAre() {
        var answer = post("/things", """
                {"display_name": " ", "rate_per_second": 0, "parts": [{"part_name": "sole"}, {"part_name": ""}]}
                """);

        assertThat(answer).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        var problem = problem(answer);
        problem.extractingPath("$.code").isEqualTo("invalid_request");
        problem.extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactlyInAnyOrder("/display_name", "/sender_id", "/rate_per_second", "/parts/1/part_name");
        problem.extractingPath("$.errors[?(@.pointer == '/sender_id')].code")
                .asArray()
                .containsExactly("required");
        problem.extractingPath("$.errors[?(@.pointer == '/rate_per_second')].code")
                .asArray()
                .containsExactly("out_of_range");
    }

    @Test
    void tellsEverythingThatAProblemHas() {
        var answer = http.get()
                .uri("/campaigns/cmp_00000000000000000000000001")
                .header(IdentityTokens.HEADER, TOKEN)
                .header(RequestIds.HEADER, "client-4711")
                .exchange();

        assertThat(answer).hasStatus(HttpStatus.NOT_FOUND).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"type": "/docs/errors/campaign_not_found", "title": "There is no such campaign", "status": 404,
                 "code": "campaign_not_found", "detail": "There is no campaign cmp_00000000000000000000000001.",
                 "request_id": "client-4711", "retryable": false,
                 "action": "Check the id, and that the API key belongs to the tenant that owns it."}
                """);
    }

    @Test
    void refusesFieldsThatItDoesNotKnow() {
        var answer = post("/things", THING.replace("{\"display_name\"", "{\"colour\": \"red\", \"display_name\""));

        assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST);
        problem(answer)
                .extractingPath("$.errors[0]")
                .asMap()
                .containsEntry("pointer", "/colour")
                .containsEntry("code", "unknown_field");
    }

    @Test
    void refusesAllFieldsThatItDoesNotKnowAtOnce() {
        var answer = post("/things", """
                {"colour": {"rgb": [1, 2, 3]}, "display_name": "Shoes", "parts": [{"part_name": "a", "size": 3}], "n": 1}
                """);

        assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST);
        problem(answer)
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactlyInAnyOrder("/colour", "/parts/0/size", "/n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"rate_per_second": "many"}             | wrong_type     | /rate_per_second
            {"traffic_class": "advertising"}        | wrong_type     | /traffic_class
            {"sender_id": "cmp_0123"}               | wrong_type     | /sender_id
            {"phone": "0151 123"}                   | wrong_type     | /phone
            {"parts": {"part_name": "sole"}}        | wrong_type     | /parts
            {"parts": [{"part_name": "a"}, "sole"]} | wrong_type     | /parts/1
            {"parts": [{"colour": "red"}]}          | unknown_field  | /parts/0/colour
            {"display_name"                         | malformed_json | ''
            []                                      | wrong_type     | ''
            """)
    void saysWhereABodyCannotBeRead(String body, String code, String pointer) {
        var answer = post("/things", body);

        assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST);
        var problem = problem(answer);
        problem.extractingPath("$.code").isEqualTo(code);
        problem.extractingPath("$.errors[0].pointer").isEqualTo(pointer);
        problem.extractingPath("$.errors[0].detail").asString().doesNotContain("tools.jackson", "io.rcsplatform");
    }

    @Test
    void doesNotRepeatWhatABodyHolds() {
        var answer = post("/things", "{\"phone\": \"+4915199999x9\"}");

        assertThat(answer).bodyText().doesNotContain("4915199999");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "text"}                                                                | required      | /text
            {"type": "text", "text": null}                                                  | required      | /text
            {"type": "hologram"}                                                            | unknown_type  | /type
            {"text": "Hi"}                                                                  | required      | /type
            {"type": "text", "text": "Hi", "suggestions": [{"type": "reply", "text": "Y"}]} | required      | /suggestions/0/postback_data
            {"type": "file", "url": "https://a.example", "size": 3}                         | unknown_field | /size
            """)
    void saysWhatIsWrongWithAContent(String body, String code, String pointer) {
        var answer = post("/contents", body);

        assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST);
        problem(answer).extractingPath("$.code").isEqualTo(code);
        problem(answer).extractingPath("$.errors[0].pointer").isEqualTo(pointer);
    }

    @Test
    void anEmptyBodyIsNotReadable() {
        var answer = post("/things", "");

        assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST);
        problem(answer).extractingPath("$.code").isEqualTo("malformed_json");
    }

    @Test
    void saysWhichParameterIsWrong() {
        var outOfRange = http.get().uri("/ranged?limit=11").exchange();
        assertThat(outOfRange).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        problem(outOfRange).extractingPath("$.errors[0].pointer").isEqualTo("?limit");

        var wrongType = http.get().uri("/ranged?limit=1&since=yesterday").exchange();
        assertThat(wrongType).hasStatus(HttpStatus.BAD_REQUEST);
        problem(wrongType).extractingPath("$.errors[0].pointer").isEqualTo("?since");

        var missing = http.get().uri("/ranged").exchange();
        assertThat(missing).hasStatus(HttpStatus.BAD_REQUEST);
        problem(missing).extractingPath("$.errors[0].pointer").isEqualTo("?limit");
        problem(missing).extractingPath("$.code").isEqualTo("required");
    }

    @Test
    void anIdOfAnotherKindInThePathIsNotFound() {
        var answer = http.get()
                .uri("/campaigns/msg_00000000000000000000000001")
                .header(IdentityTokens.HEADER, TOKEN)
                .exchange();

        assertThat(answer).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void answersWhatSpringRefusesAsProblemsToo() {
        var wrongMethod = http.delete()
                .uri("/things")
                .header(IdentityTokens.HEADER, TOKEN)
                .exchange();
        assertThat(wrongMethod)
                .hasStatus(HttpStatus.METHOD_NOT_ALLOWED)
                .headers()
                .containsHeader(HttpHeaders.ALLOW);
        problem(wrongMethod).extractingPath("$.code").isEqualTo("method_not_allowed");

        var wrongType = http.post()
                .uri("/things")
                .header(IdentityTokens.HEADER, TOKEN)
                .contentType(MediaType.TEXT_XML)
                .content("<thing/>")
                .exchange();
        assertThat(wrongType).hasStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        problem(wrongType).extractingPath("$.code").isEqualTo("unsupported_media_type");

        var nothing =
                http.get().uri("/nothing").header(IdentityTokens.HEADER, TOKEN).exchange();
        assertThat(nothing).hasStatus(HttpStatus.NOT_FOUND);
        problem(nothing).extractingPath("$.code").isEqualTo("not_found");
    }

    @Test
    void keepsInternalsToItself() {
        var answer = http.get().uri("/broken").exchange();

        assertThat(answer)
                .hasStatus(HttpStatus.INTERNAL_SERVER_ERROR)
                .bodyText()
                .doesNotContain("secret", "Exception");
        problem(answer).extractingPath("$.code").isEqualTo("internal_error");
    }

    @Test
    void anOutageIsWorthTryingAgain() {
        var answer = http.get().uri("/outage").exchange();

        assertThat(answer).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).headers().containsHeader(HttpHeaders.RETRY_AFTER);
        problem(answer).extractingPath("$.retryable").isEqualTo(true);
    }

    @Test
    void drawsARequestIdWhereTheClientsIsNotSane() {
        for (var given : new String[] {"short", "a b c d e f g h", "x".repeat(200), "evil\"<script>"}) {
            var answer =
                    http.get().uri("/open").header(RequestIds.HEADER, given).exchange();

            assertThat(answer.getResponse().getHeader(RequestIds.HEADER)).matches("req_[0-9a-z]{26}");
        }
    }

    @Test
    void walksThroughPages() {
        var first = http.get().uri("/numbers?limit=2").exchange();
        assertThat(first).bodyJson().extractingPath("$.data").asArray().containsExactly(1, 2);
        assertThat(first).bodyJson().extractingPath("$.has_more").isEqualTo(true);
        var cursor = Cursor.at(2).encode();
        assertThat(first).bodyJson().extractingPath("$.next_cursor").isEqualTo(cursor);

        var last = http.get().uri("/numbers?limit=3&cursor=" + cursor).exchange();
        assertThat(last).bodyJson().isStrictlyEqualTo("""
                {"data": [3, 4, 5], "has_more": false, "next_cursor": null}
                """);
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=201", "limit=x", "cursor=!", "cursor=Zm9v"})
    void refusesPagesThatCannotBe(String query) {
        assertThat(http.get().uri("/numbers?" + query).exchange()).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private MvcTestResult post(String path, String body) {
        return http.post()
                .uri(path)
                .header(IdentityTokens.HEADER, TOKEN)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static AbstractJsonContentAssert<?> problem(MvcTestResult answer) {
        assertThat(answer).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return assertThat(answer).bodyJson();
    }
}
