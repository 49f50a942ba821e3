package io.rcsplatform.gateway.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiDocumentTest {
    private final JsonNode document = json(ApiDocument.read());

    @Test
    void isOneDocumentForTheWholeFleet() {
        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(document.path("paths").propertyNames())
                .contains("/v1/campaigns", "/v1/messages/{id}", "/v1/dead_letters", "/v1/callback_replays");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        assertThat(operations())
                .extracting(operation -> operation.path("operationId").asString())
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }

    @Test
    void everyOperationSaysWhichScopeItNeeds() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.has("security")).isTrue();
            assertThat(operation.path("description").asString()).containsPattern("Scope: |Needs (no|any) credential");
        });
    }

    @Test
    void everyOperationSaysHowItIsRefused() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.path("responses").propertyNames()).contains("default", "500", "503");
            if (!operation.path("security").isEmpty()) {
                assertThat(operation.path("responses").propertyNames()).contains("401", "403", "429");
            }
            if (!operation.path("requestBody").isMissingNode()) {
                assertThat(operation.path("responses").propertyNames()).contains("400", "413", "415", "422");
            }
        });
    }

    @Test
    void everyListHasPages() {
        assertThat(operations())
                .filteredOn(operation -> operation
                        .at("/responses/200/content/application~1json/schema/$ref")
                        .asString("")
                        .contains("/Page"))
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(parameters(operation)).contains("limit", "cursor"));
    }

    @Test
    void everyPostWithoutAStreamCanBeRepeated() {
        var posts = new ArrayList<JsonNode>();
        document.path("paths").forEach(path -> posts.add(path.path("post")));

        assertThat(posts)
                .filteredOn(post ->
                        post.isObject() && !post.at("/requestBody/content").has("text/csv"))
                .isNotEmpty()
                .allSatisfy(post -> assertThat(parameters(post)).contains("Idempotency-Key"));
    }

    @Test
    void refusesTwoPartsThatSayDifferentThingsUnderOneName() {
        var merged = JsonMapper.shared().createObjectNode();
        ApiDocument.add(json("{\"components\": {\"schemas\": {\"Page\": {\"type\": \"object\"}}}}"), merged);

        assertThatIllegalStateException()
                .isThrownBy(() -> ApiDocument.add(
                        json("{\"components\": {\"schemas\": {\"Page\": {\"type\": \"array\"}}}}"), merged))
                .withMessageContaining("Page");
    }

    private List<JsonNode> operations() {
        var operations = new ArrayList<JsonNode>();
        document.path("paths").forEach(path -> path.forEach(operations::add));
        return operations;
    }

    private static List<String> parameters(JsonNode operation) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
