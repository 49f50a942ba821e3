package io.rcsplatform.dispatch;

import static io.rcsplatform.dispatch.script.ScriptedProvider.Script.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.dispatch.script.OnRealServers;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.domain.message.SendOutcome.Rejected;
import io.rcsplatform.platform.database.WorkingFor;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TenantTables;
import io.rcsplatform.platform.test.TestCallers;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InspectionIT extends OnRealServers {
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    int port;

    @Test
    void everyTableWithATenantIsGuarded() {
        assertThat(TenantTables.unguarded(jdbc)).isEmpty();
    }

    @Test
    void aQueryThatForgetsTheTenantSeesItsOwnMessagesOnly() {
        var batch = Batch.of(1);
        feed(batch);
        awaitCompletion(batch);

        try (var _ = WorkingFor.tenant(new TenantId(Batch.draw()))) {
            assertThat(jdbc.sql("select count(*) from message")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

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

    @Test
    void measuresHowLateAnybodyWasSentToAfterAnOptOutHadBeenStored() {
        var batch = Batch.of(3);
        feed(batch);
        awaitCompletion(batch);

        consent(batch, 0, ConsentState.OPTED_OUT, Instant.now().minusSeconds(600));
        consent(batch, 1, ConsentState.OPTED_OUT, Instant.now().plusSeconds(600));

        var token = TestCallers.token(batch.tenant(), "campaigns:read");
        var optOuts = await("both are known")
                .atMost(SOON)
                .until(
                        () -> get("/internal/campaigns/" + batch.campaign() + "/totals", token)
                                .body()
                                .path("opt_outs"),
                        found -> found.path("recipients").asInt() == 2);
        assertThat(optOuts.path("submitted_after").asInt()).isEqualTo(1);
        assertThat(optOuts.path("worst_ms").asLong()).isBetween(500_000L, 600_000L);
    }

    @Test
    void anOptOutThatIsSaidAgainCountsFromTheFirstTime() {
        var batch = Batch.of(1);
        consent(batch, 0, ConsentState.OPTED_OUT, Instant.now().minusSeconds(600));
        consent(batch, 0, ConsentState.OPTED_OUT, Instant.now().minusSeconds(10));

        await("both are known")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(jdbc.sql("""
                                select at > now() - interval '1 minute' and stored_at < now() - interval '9 minutes'
                                  from suppression where tenant_id = ?
                                """)
                                .param(batch.tenant().value())
                                .query(Boolean.class)
                                .optional())
                        .contains(true));
    }

    @Test
    void countsWhoGotBothAnRcsAndAnSms() {
        var batch = Batch.of(2);
        feed(batch);
        awaitCompletion(batch);
        var sms = batch.asSms();
        feed(sms);
        await("both legs went out")
                .atMost(SOON)
                .until(() -> rows(sms, Channel.SMS).size() == 2
                        && rows(sms, Channel.SMS).stream().allMatch(row -> row.state() == MessageState.SENT));
        receive("scripted", receipt(batch.message(0), MessageState.DELIVERED, Instant.now()));
        receive("scripted-sms", receipt(batch.message(0), MessageState.DELIVERED, Instant.now()));

        await("both arrived").atMost(SOON).untilAsserted(() -> {
            var totals = totals(batch);
            assertThat(totals.path("delivered_twice").asInt()).isEqualTo(1);
            assertThat(totals.path("sms_settled").asInt()).isEqualTo(2);
            assertThat(totals.path("messages").asInt()).isEqualTo(2);
        });
        assertThat(changes(batch).stream().filter(change -> change.deliveredTwice()))
                .as("announced once")
                .hasSize(1);
    }

    @Test
    void givesTotalsWithTheEventsThatTheyAreMadeOf() {
        var batch = Batch.of(3);
        feed(batch);
        awaitCompletion(batch);
        feed(Batch.of(1));

        var statement = get(
                        "/internal/campaigns/" + batch.campaign() + "/statement?tenant_id=" + batch.tenant(),
                        TestCallers.token(Caller.internal()))
                .body();

        assertThat(statement.path("totals").path("outcomes").path("sent").asInt())
                .isEqualTo(3);
        assertThat(statement.path("events").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(events(batch).stream()
                        .map(event -> event.id().toString())
                        .toList());
        assertThat(get(
                                "/internal/campaigns/" + batch.campaign() + "/statement?tenant_id=" + batch.tenant(),
                                TestCallers.token(batch.tenant(), "admin"))
                        .status())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void tellsHowManyEventsAreNotPublishedYet() {
        var batch = Batch.of(1);
        feed(batch);
        awaitCompletion(batch);
        await("all are published")
                .atMost(SOON)
                .until(() -> totals(batch).path("events_waiting").asInt() == 0);

        jdbc.sql("update outbox set published_at = null, due_at = now() + interval '1 hour' where tenant_id = ?")
                .param(batch.tenant().value())
                .update();

        assertThat(totals(batch).path("events_waiting").asInt())
                .isEqualTo(events(batch).size());
    }

    @Test
    void publishesACampaignsEventsAgainForTheFleetAndForNobodyElse() {
        var batch = Batch.of(1);
        feed(batch);
        awaitCompletion(batch);
        await("all are published")
                .atMost(SOON)
                .until(() -> totals(batch).path("events_waiting").asInt() == 0);

        var replayed = post(
                "/internal/outbox/replays",
                """
                {"since":"2020-01-01T00:00:00Z","destination":"message_events","tenant_id":"%s","campaign_id":"%s"}
                """.formatted(batch.tenant(), batch.campaign()),
                TestCallers.token(Caller.internal()));

        assertThat(replayed.status()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(replayed.body().path("events").asInt())
                .isEqualTo(events(batch).size());
        assertThat(post("/internal/outbox/replays", "{}", TestCallers.token(batch.tenant(), "admin"))
                        .status())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    private JsonNode totals(Batch batch) {
        return get(
                        "/internal/campaigns/" + batch.campaign() + "/totals?tenant_id=" + batch.tenant(),
                        TestCallers.token(Caller.internal()))
                .body();
    }

    private Answer post(String path, String body, String token) {
        return RestClient.create("http://localhost:" + port)
                .post()
                .uri(path)
                .header(IdentityTokens.HEADER, token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange((_, response) -> new Answer(
                        response.getStatusCode(),
                        JSON.readTree(response.getBody().readAllBytes())));
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
