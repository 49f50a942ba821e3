package io.rcsplatform.campaign.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.rcsplatform.campaign.whole.Api;
import io.rcsplatform.campaign.whole.OnWholeService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@OnWholeService
class OpenApiIT {
    @Autowired
    MockMvcTester http;

    @Test
    void anybodyMayReadTheDescriptionAndItSpeaksOfThePublicApiAlone() {
        Map<String, Object> paths = read("$.paths");

        assertThat(paths.keySet())
                .contains("/v1/imports", "/v1/templates/{id}/versions", "/v1/campaigns/{id}/launch")
                .allMatch(path -> path.startsWith("/v1/"));
        assertThat(http.get().uri("/docs").exchange()).hasStatus3xxRedirection();
        assertThat(http.get().uri("/v1/senders").exchange()).hasStatus(401);
    }

    @Test
    void describesBodiesAsTheyAreOnTheWire() {
        assertThat(JsonPath.<List<String>>read(document(), "$.components.schemas.SenderRequest.required"))
                .containsExactlyInAnyOrder("name", "channel", "provider_account", "rate_per_second");
        assertThat(JsonPath.<List<String>>read(
                        document(), "$.components.schemas.SenderRequest.properties.channel.enum"))
                .containsExactly("rcs", "sms");
        assertThat(JsonPath.<List<String>>read(document(), "$.components.schemas.Carousel.properties.type.enum"))
                .containsExactly("carousel");
        assertThat(JsonPath.<List<String>>read(document(), "$.components.schemas.Sender.properties.address.type"))
                .containsExactlyInAnyOrder("string", "null");
    }

    @Test
    void everyOperationHasANameOfItsOwnAndTellsHowItRefuses() {
        assertThat(JsonPath.<List<String>>read(document(), "$.paths.*.*.operationId"))
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(JsonPath.<List<Object>>read(document(), "$.paths.*.*.responses.default"))
                .hasSameSizeAs(JsonPath.<List<String>>read(document(), "$.paths.*.*.operationId"));
    }

    @Test
    void nothingOfTheInsideShows() {
        assertThat(JsonPath.<Map<String, Object>>read(document(), "$.components.schemas"))
                .doesNotContainKeys("Caller", "Paging", "TenantId", "PhoneNumber", "Shown");
        assertThat(JsonPath.<List<String>>read(document(), "$.paths.*.*.parameters[*].name"))
                .doesNotContain("caller", "paging");
    }

    private String document() {
        var answer = http.get().uri("/openapi.json").exchange();
        assertThat(answer).hasStatusOk();
        return Api.body(answer);
    }

    private Map<String, Object> read(String path) {
        return JsonPath.read(document(), path);
    }
}
