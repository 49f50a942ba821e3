package io.rcsplatform.campaign.whole;

import static io.rcsplatform.campaign.whole.Api.body;
import static io.rcsplatform.campaign.whole.Api.data;
import static io.rcsplatform.campaign.whole.Api.id;
import static io.rcsplatform.campaign.whole.Api.text;
import static io.rcsplatform.campaign.whole.Api.texts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.campaign.audit.AuditRetention;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.WriteRecorded;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.messaging.Outbox;
import io.rcsplatform.platform.test.TestCallers;
import io.rcsplatform.platform.test.WritingEndpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who changed what: whatever writes is in the tenant's log. */
@OnWholeService
class AuditIT {
    private static final String PHONE = "+919811111111";
    private static final String TEMPLATE = """
            {"name": "Sale", "rcs": {"type": "text", "text": "Hello"}, "sms": {"text": "Hello"}}
            """;

    @Autowired
    Api api;

    @Autowired
    ApplicationContext service;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Outbox outbox;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Ids ids;

    TenantId tenant;

    @BeforeEach
    void aTenant() {
        tenant = api.tenant();
    }

    /** A new endpoint fails this test until it is called here, and for as long as it leaves no entry. */
    @Test
    void everyEndpointThatWritesLeavesAnEntry() {
        writeEverything();

        assertThat(Set.copyOf(texts(log("?limit=200"), "$.data[*].action")))
                .containsExactlyInAnyOrderElementsOf(WritingEndpoints.of(service));
    }

    private void writeEverything() {
        operate("POST", "/v1/tenants", "{\"name\": \"Other\"}");
        operate("PUT", "/v1/plans/audited", limits());
        operate("PUT", "/v1/tenants/" + tenant + "/plan", "{\"plan\": \"audited\"}");
        var key = id(api.post(tenant, "/v1/api_keys", "{\"name\": \"CI\", \"scopes\": [\"campaigns:read\"]}"));
        ok(api.post(tenant, "/v1/api_keys/" + key + "/rotate", ""));
        ok(api.delete(tenant, "/v1/api_keys/" + key));
        var sender = id(api.post(tenant, "/v1/senders", """
                {"name": "Brand", "channel": "rcs", "provider_account": "demo-rcs", "rate_per_second": 10}
                """));
        ok(api.patch(tenant, "/v1/senders/" + sender, "{\"rate_per_second\": 20}"));
        var template = id(api.post(tenant, "/v1/templates", TEMPLATE));
        ok(api.post(tenant, "/v1/templates/" + template + "/versions", """
                {"rcs": {"type": "text", "text": "Hi"}, "sms": {"text": "Hi"}}
                """));
        var contact = contact();
        var audience = id(api.post(tenant, "/v1/audiences", "{\"name\": \"All\"}"));
        ok(api.put(tenant, "/v1/audiences/" + audience + "/contacts/" + contact));
        ok(api.upload(tenant, "/v1/imports", "phone\n+919822222222\n"));
        steer(sender, template, audience);
        ok(api.delete(tenant, "/v1/audiences/" + audience + "/contacts/" + contact));
        ok(api.delete(tenant, "/v1/contacts/" + contact));
        ok(api.post(
                tenant,
                "/v1/consents",
                "{\"phone\": \"%s\", \"state\": \"opted_in\", \"source\": \"shop\"}".formatted(PHONE)));
        ok(api.post(tenant, "/v1/suppressions", "{\"phone\": \"%s\"}".formatted(PHONE)));
        ok(api.delete(tenant, "/v1/suppressions/%2B919811111111"));
    }

    private void steer(String sender, String template, String audience) {
        var draft = """
                {"name": "Spring", "sender_id": "%s", "template_id": "%s", "audience_id": "%s", "traffic_class": "promotion"}
                """.formatted(sender, template, audience);
        var later = "/v1/campaigns/" + id(api.post(tenant, "/v1/campaigns", draft));
        ok(api.post(
                tenant,
                later + "/schedule",
                "{\"launch_at\": \"%s\"}".formatted(Instant.now().plus(Duration.ofDays(1)))));
        var campaign = "/v1/campaigns/" + id(api.post(tenant, "/v1/campaigns", draft));
        ok(api.postOnce(tenant, Scopes.CAMPAIGNS_LAUNCH, "launch", campaign + "/launch", ""));
        plan(CampaignId.parse(campaign.substring(campaign.lastIndexOf('/') + 1)));
        for (var command : List.of("/pause", "/resume", "/cancel")) {
            ok(api.post(tenant, campaign + command, ""));
        }
    }

    @Test
    void anEntryTellsWhoDidItFromWhereAndWhatChanged() {
        var sender = id(api.post(tenant, "/v1/senders", """
                {"name": "Brand", "channel": "rcs", "provider_account": "demo-rcs", "rate_per_second": 10}
                """));

        api.patch(tenant, "/v1/senders/" + sender, "{\"rate_per_second\": 250}");

        assertThat(newest())
                .containsEntry("actor", TestCallers.API_KEY.toString())
                .containsEntry("address", Api.ADDRESS)
                .containsEntry("action", "PATCH /v1/senders/{id}")
                .containsEntry("path", "/v1/senders/" + sender)
                .containsEntry("resource", sender);
        assertThat(String.valueOf(newest().get("request_id"))).startsWith("req_");
        assertThat(state("before")).containsEntry("rate_per_second", 10);
        assertThat(state("after")).containsEntry("rate_per_second", 250);
    }

    @Test
    void aPersonIsNamedAsTheirIssuerNamesThem() {
        api.postWith(
                TestCallers.token(Caller.person(tenant, "ada@example.com", Set.of(Scopes.ADMIN))),
                "/v1/audiences",
                "{\"name\": \"All\"}");

        assertThat(newest()).containsEntry("actor", "ada@example.com");
    }

    @Test
    void peopleAreMasked() {
        contact();

        assertThat(state("after")).containsEntry("phone", "+***111");
        assertThat(state("after").get("attributes")).isEqualTo(Map.of("city", "***"));
        assertThat(stored()).doesNotContain("811111111").doesNotContain("Pune");
    }

    @Test
    void aNumberInThePathIsMasked() {
        api.post(tenant, "/v1/suppressions", "{\"phone\": \"%s\"}".formatted(PHONE));

        ok(api.delete(tenant, "/v1/suppressions/%2B919811111111"));

        assertThat(newest()).containsEntry("path", "/v1/suppressions/+***111").containsEntry("resource", "+***111");
        assertThat(stored()).doesNotContain("811111111");
    }

    @Test
    void whatIsSaidToPeopleIsMasked() {
        api.post(tenant, "/v1/templates", TEMPLATE);

        assertThat(stored()).doesNotContain("Hello").contains("***");
    }

    @Test
    void aSecretIsNotInTheLog() {
        var made = api.post(tenant, "/v1/api_keys", "{\"name\": \"CI\", \"scopes\": [\"campaigns:read\"]}");

        assertThat(newest()).containsEntry("resource", id(made));
        assertThat(state("after")).containsEntry("name", "CI").doesNotContainKey("secret");
        assertThat(stored()).doesNotContain(text(made, "$.secret"));
    }

    @Test
    void whatWasRefusedIsNotInTheLog() {
        assertThat(api.post(tenant, "/v1/audiences", "{\"name\": \"\"}")).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);

        assertThat(data(log(""))).isEmpty();
    }

    @Test
    void aChangeThatCannotBeRecordedIsNotMade() {
        jdbc.sql(
                        "alter table audit_entry add constraint broken_for_a_test check (action <> 'POST /v1/audiences') not valid")
                .update();
        try {
            assertThat(api.post(tenant, "/v1/audiences", "{\"name\": \"All\"}"))
                    .hasStatus(HttpStatus.INTERNAL_SERVER_ERROR);
        } finally {
            jdbc.sql("alter table audit_entry drop constraint broken_for_a_test")
                    .update();
        }

        assertThat(data(api.get(tenant, "/v1/audiences"))).isEmpty();
    }

    @Test
    void aRepeatedRequestIsOneEntry() {
        api.postOnce(tenant, Scopes.ADMIN, "key-1", "/v1/audiences", "{\"name\": \"All\"}");
        api.postOnce(tenant, Scopes.ADMIN, "key-1", "/v1/audiences", "{\"name\": \"All\"}");

        assertThat(data(log(""))).hasSize(1);
    }

    @Test
    void anImportIsOneEntryHoweverManyPeopleAreInIt() {
        var job = id(api.upload(tenant, "/v1/imports", "phone\n+919811111111\n+919822222222\n+919833333333\n"));

        assertThat(data(log("")))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("action", "POST /v1/imports")
                        .containsEntry("resource", job));
    }

    @Test
    void whatTheOperatorDoesForATenantIsInTheLogsOfBoth() {
        var operator = api.tenant();

        ok(api.putAs(operator, Scopes.PLATFORM, "/v1/tenants/" + tenant + "/plan", "{\"plan\": \"standard\"}"));

        assertThat(texts(log(""), "$.data[*].action")).containsExactly("PUT /v1/tenants/{id}/plan");
        assertThat(texts(api.get(operator, "/v1/audit_log"), "$.data[*].resource"))
                .containsExactly(tenant.toString());
    }

    @Test
    void aTenantReadsItsOwnLogOnly() {
        api.post(tenant, "/v1/audiences", "{\"name\": \"All\"}");

        assertThat(data(api.get(api.tenant(), "/v1/audit_log"))).isEmpty();
    }

    @Test
    void theLogAsksForAScopeOfItsOwn() {
        assertThat(api.getWith(TestCallers.token(tenant, Scopes.CAMPAIGNS_READ), "/v1/audit_log"))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(api.getWith(TestCallers.token(tenant, Scopes.AUDIT_READ), "/v1/audit_log"))
                .hasStatusOk();
    }

    @Test
    void theLogIsReadPageByPageTheNewestFirst() {
        var first = id(api.post(tenant, "/v1/audiences", "{\"name\": \"One\"}"));
        var second = id(api.post(tenant, "/v1/audiences", "{\"name\": \"Two\"}"));

        var page = log("?limit=1");

        assertThat(texts(page, "$.data[*].resource")).containsExactly(second);
        assertThat(texts(log("?limit=1&cursor=" + text(page, "$.next_cursor")), "$.data[*].resource"))
                .containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor=key_00000000000000000000000000",
                "action=DELETE%20/v1/audiences",
                "resource=aud_00000000000000000000000000",
                "from=2100-01-01T00:00:00Z",
                "to=2020-01-01T00:00:00Z"
            })
    void theLogIsFiltered(String filter) {
        var audience = id(api.post(tenant, "/v1/audiences", "{\"name\": \"All\"}"));

        assertThat(data(log("?" + filter))).isEmpty();
        assertThat(data(log("?actor=" + TestCallers.API_KEY + "&action=POST%20/v1/audiences&resource=" + audience
                        + "&from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'nobody' where tenant_id = ?",
                "delete from audit_entry where tenant_id = ?",
                "truncate audit_entry"
            })
    void nobodyChangesTheLog(String statement) {
        api.post(tenant, "/v1/audiences", "{\"name\": \"All\"}");
        var change = jdbc.sql(statement);

        assertThatThrownBy(() -> (statement.contains("?") ? change.param(tenant.value()) : change).update())
                .hasStackTraceContaining("append-only");
        assertThat(data(log(""))).hasSize(1);
    }

    @Test
    void entriesAreGivenUpOnceTheyHaveBeenKeptForLongEnough() {
        record(new EventId(ids.draw()), Instant.now().minus(Duration.ofDays(731)));
        var kept = new EventId(ids.draw());
        record(kept, Instant.now().minus(Duration.ofDays(729)));

        await("the old entry").until(() -> data(log("")).size() == 2);
        service.getBean(AuditRetention.class).forget();

        assertThat(texts(log(""), "$.data[*].id")).containsExactly(kept.toString());
    }

    @Test
    void whatWasChangedThroughAnotherServiceIsHereOnce() {
        var id = new EventId(ids.draw());

        record(id, Instant.now());
        record(id, Instant.now());

        await("the entry")
                .untilAsserted(() -> assertThat(texts(log(""), "$.data[*].id")).containsExactly(id.toString()));
        assertThat(state("after")).containsEntry("state", "discarded");
    }

    private void record(EventId id, Instant at) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> outbox.add(
                        Destination.AUDIT_ENTRIES,
                        new WriteRecorded(
                                id,
                                tenant,
                                at,
                                "key",
                                null,
                                null,
                                "POST /v1/dead_letters/{id}/discard",
                                "/v1/dead_letters/dlt/discard",
                                "dlt",
                                null,
                                "{\"state\": \"discarded\"}")));
    }

    private void plan(CampaignId id) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> {
            var campaign = campaigns.get(tenant, id);
            campaigns.append(campaign, campaign.planned(1, 0, Instant.now()));
        });
    }

    private String contact() {
        return id(api.post(
                tenant, "/v1/contacts", "{\"phone\": \"%s\", \"attributes\": {\"city\": \"Pune\"}}".formatted(PHONE)));
    }

    private void operate(String method, String path, String json) {
        ok(
                method.equals("PUT")
                        ? api.putAs(tenant, Scopes.PLATFORM, path, json)
                        : api.postAs(tenant, Scopes.PLATFORM, path, json));
    }

    private MvcTestResult log(String query) {
        return api.get(tenant, "/v1/audit_log" + query);
    }

    private Map<String, Object> newest() {
        return data(log("?limit=1")).getFirst();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> state(String which) {
        return (Map<String, Object>) requireNonNull(newest().get(which));
    }

    private String stored() {
        return String.join(
                "\n",
                jdbc.sql("select e::text from audit_entry e where tenant_id = ?")
                        .param(tenant.value())
                        .query(String.class)
                        .list());
    }

    private static void ok(MvcTestResult answer) {
        assertThat(answer.getResponse().getStatus()).as(body(answer)).isBetween(200, 299);
    }

    private static String limits() {
        return "{\"reads_per_second\": 10, \"writes_per_second\": 10, \"sends_per_second\": 10}";
    }
}
