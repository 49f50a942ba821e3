package io.rcsplatform.dispatch.deadletter;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as an operator calls it, or somebody with other scopes. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OperatorApi(int port, String... scopes) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TenantId OPERATOR = new TenantId(new UUID(0x7000L, 0x8000_0000_0000_0000L));

    static OperatorApi at(int port) {
        return new OperatorApi(port, "platform");
    }

    Answer get(String path) {
        return call(HttpMethod.GET, path, null);
    }

    Answer post(String path, @Nullable String body) {
        return call(HttpMethod.POST, path, body);
    }

    Answer call(HttpMethod method, String path, @Nullable String body) {
        var request = RestClient.create("http://localhost:" + port)
                .method(method)
                .uri(path)
                .header(IdentityTokens.HEADER, TestCallers.token(OPERATOR, scopes));
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange((_, response) -> new Answer(
                response.getStatusCode(), JSON.readTree(response.getBody().readAllBytes())));
    }

    record Answer(HttpStatusCode status, JsonNode body) {
        String text(String field) {
            return body.path(field).asString();
        }
    }
}
