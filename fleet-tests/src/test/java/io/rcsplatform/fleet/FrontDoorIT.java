package io.rcsplatform.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rcsplatform.bench.Contacts;
import io.rcsplatform.bench.DemoCampaign;
import io.rcsplatform.bench.PlatformClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway lets through and what it says to bad input. */
class FrontDoorIT {
    private static final Path CONTACTS = Path.of("..", "demo", "contacts.csv");

    private final Fleet fleet = Fleet.running();
    private final PlatformClient platform = fleet.platform();

    @Test
    void aWrongKeyIsRefused() {
        var answer = fleet.platform("rcs_test_0000000000000000000000000000000x").answer("/campaigns");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(problem(answer).path("code").asString()).isEqualTo("credential_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/metrics", "/reconciliation", "/history", "/recipients"})
    void anotherTenantsCampaignDoesNotExist(String resource) throws Exception {
        var campaign = campaign();
        var stranger = strangersKey();

        var answer = fleet.platform(stranger).answer("/campaigns/" + campaign + resource);

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void aStrangerCannotLaunchIt() throws Exception {
        var campaign = campaign();

        var answer = fleet.platform(strangersKey()).answer("POST", "/campaigns/" + campaign + "/launch", Map.of());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(platform.get("/campaigns/" + campaign).path("status").asString())
                .isEqualTo("draft");
    }

    @Test
    void everythingWrongWithATemplateIsListedWithItsPlace() {
        var card = Map.of(
                "title", "x".repeat(201),
                "description", "Hi {{nickname}}",
                "suggestions", List.of(Map.of("type", "reply", "text", "y".repeat(26), "postback_data", "p")));

        var answer = platform.answer(
                "POST", "/templates", Map.of("name", "Too much", "rcs", Map.of("type", "rich_card", "card", card)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(problem(answer).path("errors"))
                .extracting(
                        error -> error.path("pointer").asString(),
                        error -> error.path("code").asString())
                .containsExactlyInAnyOrder(
                        tuple("/rcs/card/title", "too_long"),
                        tuple("/rcs/card/description", "unknown_variable"),
                        tuple("/rcs/card/suggestions/0/text", "too_long"));
    }

    @Test
    void badRowsOfAFileAreListedAndTheGoodOnesGoThrough() throws Exception {
        var audience =
                platform.post("/audiences", Map.of("name", "Mixed")).path("id").asString();
        var csv = """
                phone,first_name,consent
                +919876543210,Asha,opted_in
                not a number,Ben,opted_in
                +919876543211,"Chandra
                +12,Dan,opted_in
                """.replace("\"Chandra", "Chandra,opted_in,too,many");

        var job = fleet.awaitImport(platform.upload("/imports?audience_id=" + audience, BodyPublishers.ofString(csv)));

        assertThat(job.path("imported").asInt()).as(job.toString()).isEqualTo(1);
        assertThat(job.path("rejected").asInt()).as(job.toString()).isEqualTo(3);
        var errors = platform.get("/imports/" + job.path("id").asString() + "/errors")
                .path("data");
        assertThat(StreamSupport.stream(errors.spliterator(), false)
                        .map(error -> error.path("row").asInt()))
                .containsExactly(3, 4, 5);
        assertThat(errors)
                .allSatisfy(error -> assertThat(error.path("action").asString()).isNotBlank());
    }

    @Test
    void aTypoInARequestDoesNotPassSilently() {
        var answer = platform.answer("POST", "/audiences", Map.of("name", "A", "nmae", "B"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem(answer).path("code").asString()).isEqualTo("unknown_field");
    }

    private String campaign() throws Exception {
        return new DemoCampaign(platform, 1_000, _ -> {})
                .create(BodyPublishers.ofByteArrays(Contacts.first(CONTACTS, 5)));
    }

    private String strangersKey() {
        var tenant =
                platform.post("/tenants", Map.of("name", "Stranger")).path("id").asString();
        return platform.post(
                        "/api_keys", Map.of("name", "Stranger's key", "scopes", List.of("admin"), "tenant_id", tenant))
                .path("secret")
                .asString();
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
