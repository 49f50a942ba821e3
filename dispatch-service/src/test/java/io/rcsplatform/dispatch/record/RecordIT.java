package io.rcsplatform.dispatch.record;

import static io.rcsplatform.dispatch.script.ScriptedProvider.Script.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordIT extends OnRealServers {
    @LocalServerPort
    int port;

    @BeforeEach
    void nothingAnswered() {
        RECORD.says("");
    }

    @Test
    void putsTheProvidersRecordBesideWhatTheLedgerHas() {
        var start = Instant.now();
        var batch = Batch.of(5).through("scripted-recorded");
        provider.follow((id, to, attempt) ->
                id.equals(batch.message(0)) ? now(new Unknown("reset")) : provider.accepting(id, to, attempt));
        feed(batch);
        awaitOutcomes(batch);
        RECORD.says("{\"accepted\":6,\"accepted_again\":1}");

        var compared = get("scripted-recorded", start);

        assertThat(compared.path("available").asBoolean()).isTrue();
        assertThat(compared.path("accepted").asInt()).isEqualTo(6);
        assertThat(compared.path("accepted_again").asInt()).isEqualTo(1);
        assertThat(compared.path("ledger_accepted").asInt()).isEqualTo(4);
        assertThat(compared.path("ledger_unknown").asInt()).isEqualTo(1);
        assertThat(RECORD.asked())
                .startsWith("/record?contract=scripted&from=" + start)
                .contains("&until=");
    }

    @Test
    void saysThatThereIsNoRecordWhereThereIsNoneOrItIsNotShown() {
        assertThat(get("scripted-sms", Instant.now()).path("available").asBoolean())
                .isFalse();
        assertThat(get("scripted-sms", Instant.now()).path("accepted").isNull()).isTrue();

        assertThat(get("scripted-recorded", Instant.now()).path("available").asBoolean())
                .isFalse();
    }

    private JsonNode get(String account, Instant from) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri("/internal/accounts/" + account + "/record?from=" + from)
                .header(IdentityTokens.HEADER, TestCallers.token(Caller.internal()))
                .exchange((_, response) ->
                        JsonMapper.shared().readTree(response.getBody().readAllBytes()));
    }
}
