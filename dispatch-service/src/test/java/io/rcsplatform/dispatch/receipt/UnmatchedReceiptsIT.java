package io.rcsplatform.dispatch.receipt;

import static io.rcsplatform.dispatch.script.ScriptedProvider.providerIdOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.ledger.LegKey;
import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receipt for an id that nobody knows is kept for 30 days, matched if its message turns up, and shown meanwhile. */
class UnmatchedReceiptsIT extends OnRealServers {
    private static final Instant DELIVERED_AT = Instant.parse("2026-01-05T10:00:00Z");
    private static final String PATH = "/v1/unmatched_receipts";

    @LocalServerPort
    int port;

    @Autowired
    ReceiptSweep sweep;

    @Autowired
    ProviderReferences references;

    private final Batch batch = Batch.of(1);
    private final String id = "Stranger-" + batch.campaign();

    @BeforeEach
    void nothingIsKept() {
        jdbc.sql("delete from unmatched_receipt").update();
    }

    @Test
    void isKeptForThirtyDaysAndNoLonger() {
        receive("scripted", delivered(id + "-young"), delivered(id + "-old"));
        awaitKept(2);
        receivedAgo(id + "-young", Duration.ofDays(30).minusHours(1));
        receivedAgo(id + "-old", Duration.ofDays(30).plusHours(1));

        sweep.sweepAll();

        assertThat(kept()).containsExactly(normal(id + "-young"));
    }

    @Test
    void isMatchedADayLaterInWhateverCaseTheIdComes() {
        feed(batch);
        awaitCompletion(batch);
        var upper = providerIdOf(batch.message(0));
        jdbc.sql("delete from provider_reference where message_id = ?")
                .param(batch.message(0).value())
                .update();
        receive("scripted", read(upper), delivered(normal(upper)), delivered(upper));
        awaitKept(2);
        receivedAgo(upper, Duration.ofDays(1));

        references.add(List.of(
                new Reference("scripted", upper, new LegKey(batch.tenant(), batch.message(0), Channel.RCS), null)));
        sweep.sweepAll();

        assertThat(states(batch)).isEqualTo(Map.of(MessageState.READ, 1L));
        assertThat(kept()).isEmpty();
    }

    @Test
    void isShownToTheOperatorPageByPageTheNewestFirst() {
        receive("scripted", delivered(id + "-1"), read(id + "-1"), delivered(id + "-2"));
        receive("scripted-sms", delivered(id + "-3"));
        awaitKept(4);
        receivedAgo(id + "-3", Duration.ofDays(2));
        var seen = new ArrayList<String>();

        var page = get(PATH + "?limit=1", "platform").body();
        while (true) {
            page.path("data")
                    .forEach(row -> seen.add(row.path("provider_message_id").asString() + " "
                            + row.path("state").asString() + " "
                            + row.path("account").asString()));
            if (!page.path("has_more").asBoolean()) {
                break;
            }
            page = get(PATH + "?limit=1&cursor=" + page.path("next_cursor").asString(), "platform")
                    .body();
        }

        assertThat(seen)
                .hasSize(4)
                .contains(
                        normal(id) + "-1 delivered scripted",
                        normal(id) + "-1 read scripted",
                        normal(id) + "-2 delivered scripted")
                .endsWith(normal(id) + "-3 delivered scripted-sms");
    }

    @Test
    void isFoundByItsAccountAndId() {
        receive("scripted", delivered(id), read(id), delivered(id + "-other"));
        awaitKept(3);

        var found = get(PATH + "?account=scripted&provider_message_id=" + id, "platform")
                .body();
        var elsewhere = get(PATH + "?account=scripted-sms", "platform").body();

        assertThat(found.path("data")).hasSize(2);
        assertThat(found.path("data").path(0).path("at").asString()).startsWith("2026-01-05T10:0");
        assertThat(elsewhere.path("data")).isEmpty();
    }

    @Test
    void isForTheOperatorAlone() {
        assertThat(get(PATH, "admin").status()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(get(PATH, "internal").status()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(get(PATH + "?cursor=YQ", "platform").status()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Receipt delivered(String providerId) {
        return new Receipt(providerId, MessageState.DELIVERED, DELIVERED_AT, null, null);
    }

    private static Receipt read(String providerId) {
        return new Receipt(providerId, MessageState.READ, DELIVERED_AT.plusSeconds(30), null, null);
    }

    private static String normal(String providerId) {
        return providerId.toLowerCase(Locale.ROOT);
    }

    private void awaitKept(int receipts) {
        await("they are kept")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(kept()).hasSize(receipts));
    }

    private List<String> kept() {
        return jdbc.sql("select provider_id from unmatched_receipt")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void receivedAgo(String providerId, Duration ago) {
        jdbc.sql("update unmatched_receipt set received_at = now() - make_interval(secs => ?) where provider_id = ?")
                .params((double) ago.toSeconds(), normal(providerId))
                .update();
    }

    private Answer get(String path, String scope) {
        return RestClient.create("http://localhost:" + port)
                .get()
                .uri(path)
                .header(IdentityTokens.HEADER, TestCallers.token(batch.tenant(), scope))
                .exchange((_, response) -> new Answer(
                        response.getStatusCode(),
                        JsonMapper.shared().readTree(response.getBody().readAllBytes())));
    }

    private record Answer(HttpStatusCode status, JsonNode body) {}
}
