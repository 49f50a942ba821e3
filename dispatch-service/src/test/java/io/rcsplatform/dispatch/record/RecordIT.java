package io.rcsplatform.dispatch.record;

import static io.rcsplatform.dispatch.script.ScriptedProvider.Script.now;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.message.SendOutcome.Unknown;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordIT extends OnRealServers {
    private static final HttpServer RECORD = start();
    private static volatile String answer = "";
    private static volatile String asked = "";

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void aProviderWithARecord(DynamicPropertyRegistry properties) {
        properties.add(
                "rcs.accounts.scripted.record-url",
                () -> "http://127.0.0.1:" + RECORD.getAddress().getPort() + "/record?contract=scripted");
    }

    private static HttpServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/record", exchange -> {
                asked = exchange.getRequestURI().toString();
                var body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void nothingAnswered() {
        answer = "";
    }

    @AfterAll
    static void stop() {
        RECORD.stop(0);
    }

    @Test
    void putsTheProvidersRecordBesideWhatTheLedgerHas() {
        var start = Instant.now();
        var batch = Batch.of(5);
        provider.follow((id, to, attempt) ->
                id.equals(batch.message(0)) ? now(new Unknown("reset")) : provider.accepting(id, to, attempt));
        feed(batch);
        awaitOutcomes(batch);
        answer = "{\"accepted\":6,\"accepted_again\":1}";

        var compared = get("scripted", start);

        assertThat(compared.path("available").asBoolean()).isTrue();
        assertThat(compared.path("accepted").asInt()).isEqualTo(6);
        assertThat(compared.path("accepted_again").asInt()).isEqualTo(1);
        assertThat(compared.path("ledger_accepted").asInt()).isEqualTo(4);
        assertThat(compared.path("ledger_unknown").asInt()).isEqualTo(1);
        assertThat(asked).startsWith("/record?contract=scripted&from=" + start).contains("&until=");
    }

    @Test
    void saysThatThereIsNoRecordWhereThereIsNoneOrItIsNotShown() {
        assertThat(get("scripted-sms", Instant.now()).path("available").asBoolean())
                .isFalse();
        assertThat(get("scripted-sms", Instant.now()).path("accepted").isNull()).isTrue();

        answer = "";
        assertThat(get("scripted", Instant.now()).path("available").asBoolean()).isFalse();
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
