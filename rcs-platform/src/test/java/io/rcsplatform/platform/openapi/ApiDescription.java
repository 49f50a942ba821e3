package io.rcsplatform.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A service's part of the API's description: as its code is, and as the repository holds it and the gateway serves it. */
public final class ApiDescription {
    private static final Path PUBLISHED = Path.of("..", "api-gateway", "src", "main", "resources", "openapi");
    private static final String WRITE = "write";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    private ApiDescription() {}

    public static JsonNode of(ApplicationContext service) {
        try {
            var resource = service.getBean(OpenApiWebMvcResource.class);
            var request = new MockHttpServletRequest("GET", "/v3/api-docs");
            return JSON.readTree(resource.openapiJson(request, "/v3/api-docs", Locale.ENGLISH));
        } catch (IOException e) {
            throw new IllegalStateException("the service cannot be described", e);
        }
    }

    /** With {@code RCS_OPENAPI=write} in the environment, what is new is taken into the repository, as long as it breaks nobody. */
    public static void assertPublished(ApplicationContext service) throws IOException {
        var name = Objects.requireNonNull(service.getEnvironment().getProperty("spring.application.name"));
        var file = PUBLISHED.resolve(name + ".json");
        var generated = of(service);
        var text = sorted(generated);
        if (Files.exists(file)) {
            assertThat(ApiChanges.breaking(JSON.readTree(file), generated))
                    .as("changes to the API of %s that break its clients; docs/api.md says what can be done", name)
                    .isEmpty();
        }
        if (WRITE.equals(System.getenv("RCS_OPENAPI"))) {
            Files.writeString(file, text);
        }
        assertThat(text)
                .as("the API of %s has changed; ./rcs openapi takes the change into %s", name, file)
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }

    private static String sorted(JsonNode document) {
        return JSON.writeValueAsString(JSON.treeToValue(document, Object.class)) + "\n";
    }
}
