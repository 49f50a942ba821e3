package io.rcsplatform.dispatch;

import static io.rcsplatform.dispatch.script.ScriptedProvider.Script.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InspectionIT extends OnRealServers {
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    int port;

    @Test
    void showsATenantItsMessageAndNobodyElse() {
        var batch = Batch.of(1);
        feed(batch);
        awaitCompletion(batch);
        var path = "/v1/messages/" + batch.message(0);

        var message = get(path, TestCallers.token(batch.tenant(), "campaigns:read"));

        assertThat(message.status()).isEqualTo(HttpStatus.OK);
        assertThat(message.body().path("state").asString()).isEqualTo("sent");
        assertThat(message.body().path("to").asString())
                .isEqualTo(batch.phone(0).e164());
        assertThat(message.body().path("legs").path(0).path("channel").asString())
                .isEqualTo("rcs");
        assertThat(get(path, TestCallers.token(new TenantId(Batch.draw()), "campaigns:read"))
                        .status())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get("/v1/messages/msg_1", TestCallers.token(batch.tenant(), "campaigns:read"))
                        .status())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get(path, TestCallers.token(batch.tenant(), "audiences:read"))
                        .status())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void countsACampaignsMessagesAsAWhole() {
        var batch = Batch.of(4);
        provider.follow((id, to, attempt) -> id.equals(batch.message(0))
                ? now(new Rejected(Reason.INVALID_NUMBER, "E9"))
                : provider.accepting(id, to, attempt));
        feed(batch);
        awaitCompletion(batch);
        var path = "/internal/campaigns/" + batch.campaign() + "/totals";

        var totals = get(path, TestCallers.token(batch.tenant(), "campaigns:read"));
        var internal = get(path + "?tenant_id=" + batch.tenant(), TestCallers.token(Caller.internal()));

        assertThat(totals.body().path("messages").asInt()).isEqualTo(4);
        assertThat(totals.body().path("outcomes").path("sent").asInt()).isEqualTo(3);
        assertThat(totals.body().path("outcomes").path("failed").asInt()).isEqualTo(1);
        assertThat(totals.body().path("reasons").path("failed:invalid_number").asInt())
                .isEqualTo(1);
        assertThat(totals.body().path("legs").path("rcs:sent").asInt()).isEqualTo(3);
        assertThat(totals.body().path("in_progress").asInt()).isZero();
        assertThat(totals.body().path("batches_done").asInt()).isEqualTo(1);
        assertThat(internal.body()).isEqualTo(totals.body());
        assertThat(get(path, TestCallers.token(new TenantId(Batch.draw()), "campaigns:read"))
                        .body()
                        .path("messages")
                        .asInt())
                .isZero();
    }

    private Answer get(String path, String token) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .header(IdentityTokens.HEADER, token)
                .exchange((_, response) -> new Answer(
                        response.getStatusCode(),
                        JSON.readTree(response.getBody().readAllBytes())));
    }

    private record Answer(HttpStatusCode status, JsonNode body) {}
}
