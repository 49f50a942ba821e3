package io.rcsplatform.campaign.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.whole.OnWholeService;
import io.rcsplatform.platform.openapi.ApiDescription;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@OnWholeService
class OpenApiIT {
    @Autowired
    ApplicationContext service;

    @Test
    void describesWhatTheRepositorySaysThatItDescribes() throws Exception {
        ApiDescription.assertPublished(service);
    }

    @Test
    void speaksOfThePublicApiAlone() {
        var document = ApiDescription.of(service);

        assertThat(document.path("paths").propertyNames())
                .contains("/v1/imports", "/v1/templates/{id}/versions", "/v1/campaigns/{id}/launch")
                .allMatch(path -> path.startsWith("/v1/"));
        assertThat(document.at("/components/schemas").propertyNames())
                .doesNotContain("Caller", "Paging", "TenantId", "PhoneNumber", "Shown");
        assertThat(document.findValues("name"))
                .filteredOn(JsonNode::isString)
                .extracting(JsonNode::asString)
                .doesNotContain("caller", "paging", "Content-Type");
    }

    @Test
    void describesBodiesAsTheyAreOnTheWire() {
        var schemas = ApiDescription.of(service).at("/components/schemas");

        assertThat(schemas.at("/SenderRequest/required"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("name", "channel", "provider_account", "rate_per_second");
        assertThat(schemas.at("/SenderRequest/properties/channel/enum"))
                .extracting(JsonNode::asString)
                .containsExactly("rcs", "sms");
        assertThat(schemas.at("/Carousel/properties/type/enum"))
                .extracting(JsonNode::asString)
                .containsExactly("carousel");
        assertThat(schemas.at("/Sender/properties/address/type"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("string", "null");
    }
}
