package io.rcsplatform.campaign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
@AutoConfigureMockMvc
class CampaignApiIT {
    @Autowired
    MockMvcTester mvc;

    @Autowired
    Given given;

    TenantId tenant;
    SenderId sender;
    SenderId sms;
    TemplateId template;
    TemplateVersionId version;
    AudienceId audience;

    @BeforeEach
    void aTenant() {
        given.nothingToDo();
        tenant = given.tenant();
        sender = given.sender(tenant, "rcs", 100);
        sms = given.sender(tenant, "sms", 100);
        template = given.template(tenant);
        version = given.version(tenant, template, 1, "Hello", "Hello by SMS", "[]");
        audience = given.audience(tenant, 3);
    }

    @Test
    void createsADraft() {
        var created = post("", """
                {"name":" Spring ","sender_id":"%s","template_version_id":"%s","audience_id":"%s",
                 "traffic_class":"promotion","fallback":{"sender_id":"%s"},"validity_s":3600}
                """.formatted(sender, version, audience, sms));

        assertThat(created).hasStatus(HttpStatus.CREATED).hasHeader(HttpHeaders.ETAG, "\"1\"");
        assertThat(created)
                .bodyJson()
                .extractingPath("$")
                .asMap()
                .containsEntry("name", "Spring")
                .containsEntry("status", "draft")
                .containsEntry("sender_id", sender.toString())
                .containsEntry("template_version_id", version.toString())
                .containsEntry("validity_s", 3600)
                .containsEntry("unknown_policy", "never_twice")
                .containsEntry("version", 1);
        assertThat(get("/" + id(created))).hasStatusOk().bodyJson().isLenientlyEqualTo(body(created));
    }

    @Test
    void takesAPolicyForMessagesWhoseAnswerIsLost() {
        assertThat(post("", """
                {"name":"Spring","sender_id":"%s","template_id":"%s","audience_id":"%s","traffic_class":"promotion",
                 "unknown_policy":"never_miss"}
                """.formatted(sender, template, audience)))
                .bodyJson()
                .extractingPath("$.unknown_policy")
                .isEqualTo("never_miss");
        assertThat(post("", """
                {"name":"Code","sender_id":"%s","template_id":"%s","audience_id":"%s","traffic_class":"authentication"}
                """.formatted(sender, template, audience)))
                .bodyJson()
                .extractingPath("$.unknown_policy")
                .isEqualTo("never_miss");
    }

    @Test
    void takesTheNewestVersionOfATemplate() {
        given.version(tenant, template, 2, "Hello again", null, "[]");
        var newest = given.version(tenant, template, 3, "Hello for the third time", null, "[]");

        assertThat(post("", """
                {"name":"Spring","sender_id":"%s","template_id":"%s","audience_id":"%s","traffic_class":"promotion"}
                """.formatted(sender, template, audience)))
                .bodyJson()
                .extractingPath("$.template_version_id")
                .isEqualTo(newest.toString());
    }

    @Test
    void listsAllThatIsWrongWithADraft() {
        var rcsOnly = given.version(tenant, given.template(tenant), 1, "Hello", null, "[]");

        assertRefused(
                post("", """
                        {"name":"","sender_id":"%s","template_version_id":"%s","traffic_class":"promotion",
                         "fallback":{"sender_id":"%s"},"validity_s":59}
                        """.formatted(sms, rcsOnly, sender)),
                "/name required",
                "/sender_id wrong_channel",
                "/audience_id required",
                "/fallback/sender_id wrong_channel",
                "/fallback no_sms_text",
                "/validity_s out_of_range");
        assertRefused(
                post("", "{}"),
                "/name required",
                "/sender_id required",
                "/template_version_id required",
                "/audience_id required",
                "/traffic_class required");
    }

    @Test
    void knowsNothingOfAnotherTenantsThings() {
        var stranger = given.tenant();

        assertRefused(
                post(
                        "",
                        draft(
                                given.sender(stranger, "rcs", 1),
                                given.plainText(stranger),
                                given.audience(stranger, 1))),
                "/sender_id not_found",
                "/template_version_id not_found",
                "/audience_id not_found");
    }

    @Test
    void refusesContentThatTheSendersAccountCannotCarry() {
        var tooLong = given.version(tenant, template, 2, "x".repeat(4_000), null, "[]");

        assertRefused(post("", draft(sender, tooLong, audience)), "/template_version_id too_long");
    }

    @Test
    void refusesASenderWhoseAccountIsNotConfigured() {
        assertRefused(
                post("", draft(given.sender(tenant, "rcs", "unknown", 1), version, audience)),
                "/sender_id account_not_configured");
    }

    @Test
    void refusesATemplateWithoutRcsContent() {
        var smsOnly = given.version(tenant, template, 2, null, "Hello", "[]");

        assertRefused(post("", draft(sender, smsOnly, audience)), "/template_version_id no_rcs_content");
    }

    @Test
    void launchesOnce() {
        var id = id(post("", draft(sender, version, audience)));

        var launched = post("/" + id + "/launch", null);

        assertThat(launched).hasStatus(HttpStatus.ACCEPTED).hasHeader(HttpHeaders.ETAG, "\"2\"");
        assertThat(launched).bodyJson().extractingPath("$.status").isEqualTo("planning");
        assertProblem(post("/" + id + "/launch", null), HttpStatus.CONFLICT, "campaign_not_draft");
    }

    @Test
    void launchesOnlyTheVersionThatWasSeen() {
        var id = id(post("", draft(sender, version, audience)));

        assertProblem(launch(id, "\"7\""), HttpStatus.PRECONDITION_FAILED, "stale");
        assertProblem(launch(id, "\"garbage\""), HttpStatus.PRECONDITION_FAILED, "stale");
        assertThat(launch(id, "\"1\"")).hasStatus(HttpStatus.ACCEPTED);
    }

    @Test
    void refusesToLaunchToNobody() {
        var id = id(post("", draft(sender, version, given.audience(tenant))));

        assertProblem(post("/" + id + "/launch", null), HttpStatus.CONFLICT, "audience_empty");
    }

    @Test
    void schedulesOnlyForTheFuture() {
        var id = id(post("", draft(sender, version, audience)));

        assertRefused(post("/" + id + "/schedule", "{}"), "/launch_at required");
        assertRefused(
                post("/" + id + "/schedule", "{\"launch_at\":\"2020-01-01T00:00:00Z\"}"), "/launch_at wrong_time");
        assertThat(post(
                        "/" + id + "/schedule",
                        "{\"launch_at\":\"%s\"}".formatted(Instant.now().plusSeconds(3600))))
                .hasStatus(HttpStatus.ACCEPTED)
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("scheduled");
    }

    @Test
    void pausesResumesAndCancels() {
        var campaign = given.planned(given.draft(tenant, given.settings(sender, version, audience, null)));
        var at = "/" + campaign.id();

        assertThat(post(at + "/pause", "{\"reason\":\"wrong price\"}"))
                .hasStatus(HttpStatus.ACCEPTED)
                .bodyJson()
                .extractingPath("$.status_reason")
                .isEqualTo("wrong price");
        assertThat(post(at + "/pause", null)).hasStatus(HttpStatus.ACCEPTED);
        assertThat(post(at + "/resume", null))
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("running");
        assertThat(post(at + "/cancel", null))
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("cancelled");
        assertProblem(post(at + "/resume", null), HttpStatus.CONFLICT, "campaign_not_paused");
        assertThat(get(at + "/history"))
                .bodyJson()
                .extractingPath("$.data[*].type")
                .asArray()
                .containsExactly(
                        "campaign.created.v1",
                        "campaign.launched.v1",
                        "campaign.planned.v1",
                        "campaign.paused.v1",
                        "campaign.resumed.v1",
                        "campaign.cancelled.v1");
        assertThat(get(at + "/history"))
                .bodyJson()
                .extractingPath("$.data[3].details.reason")
                .isEqualTo("wrong price");
    }

    @Test
    void showsRecipientsAndWhyTheyWereSkippedPageByPage() {
        given.optedOut(tenant, 33600000002L);
        var campaign = given.planned(given.draft(tenant, given.settings(sender, version, audience, null)));

        var first = get("/" + campaign.id() + "/recipients?limit=2");
        assertThat(first)
                .bodyJson()
                .extractingPath("$.data[*].sequence")
                .asArray()
                .containsExactly(1, 2);
        assertThat(first)
                .bodyJson()
                .extractingPath("$.data[0].message_id")
                .asString()
                .startsWith("msg_");

        var rest = get("/" + campaign.id() + "/recipients?cursor=" + field(first, "$.next_cursor"));
        assertThat(rest)
                .bodyJson()
                .extractingPath("$.data[*].skip_reason")
                .asArray()
                .containsExactly("opted_out");
        assertThat(rest).bodyJson().extractingPath("$.data[0].message_id").isNull();
        assertThat(rest).bodyJson().extractingPath("$.has_more").isEqualTo(false);
    }

    @Test
    void listsCampaignsNewestFirstPageByPage() {
        var ids = List.of(
                id(post("", draft(sender, version, audience))),
                id(post("", draft(sender, version, audience))),
                id(post("", draft(sender, version, audience))));

        var first = get("?limit=2");
        assertThat(first).bodyJson().extractingPath("$.data[*].id").asArray().containsExactly(ids.get(2), ids.get(1));

        assertThat(get("?limit=2&cursor=" + field(first, "$.next_cursor")))
                .bodyJson()
                .extractingPath("$.data[*].id")
                .asArray()
                .containsExactly(ids.getFirst());
    }

    @Test
    void findsNoCampaignOfAnotherTenant() {
        var campaign = given.draft(given.tenant(), 1, 100);

        for (var path : List.of("", "/metrics", "/reconciliation", "/history", "/recipients")) {
            assertProblem(get("/" + campaign.id() + path), HttpStatus.NOT_FOUND, "campaign_not_found");
        }
        for (var command : List.of("/launch", "/pause", "/resume", "/cancel")) {
            assertProblem(post("/" + campaign.id() + command, null), HttpStatus.NOT_FOUND, "campaign_not_found");
        }
        assertProblem(get("/garbage"), HttpStatus.NOT_FOUND, "campaign_not_found");
    }

    @Test
    void showsMetricsAndReconciliationInTheDocumentedForm() {
        var campaign = given.planned(given.draft(tenant, given.settings(sender, version, audience, null)));

        assertThat(get("/" + campaign.id() + "/metrics"))
                .bodyJson()
                .extractingPath("$")
                .asMap()
                .containsOnlyKeys(
                        "campaign_id",
                        "status",
                        "planned",
                        "in_progress",
                        "sent",
                        "delivered",
                        "read",
                        "failed",
                        "expired",
                        "revoked",
                        "unknown",
                        "skipped",
                        "cancelled",
                        "fallback",
                        "fallback_pending",
                        "duplicates",
                        "updated_at");
        assertThat(get("/" + campaign.id() + "/reconciliation")).bodyJson().isLenientlyEqualTo("""
                {"status":"running","planned":3,"in_progress":3,"skips":{},"failures_by_reason":{},
                 "outcomes":{"sent":0,"delivered":0,"read":0,"failed":0,"expired":0,"revoked":0,"unknown":0,"cancelled":0},
                 "fallback":{"requested":0,"ordered":0,"declined":{},"pending":0},
                 "delivered_twice":0,"duplicates":0,"unaccounted":0,"balanced":true,"complete":false}
                """);
    }

    @Test
    void asksForTheScopeOfEachCall() {
        var campaign = given.draft(tenant, 1, 100);

        assertThat(mvc.post()
                        .uri("/v1/campaigns/" + campaign.id() + "/launch")
                        .header(IdentityTokens.HEADER, TestCallers.token(tenant, "campaigns:write"))
                        .exchange())
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    private static String draft(SenderId sender, TemplateVersionId version, AudienceId audience) {
        return """
                {"name":"Spring","sender_id":"%s","template_version_id":"%s","audience_id":"%s",
                 "traffic_class":"promotion"}
                """.formatted(sender, version, audience);
    }

    private MvcTestResult post(String path, @Nullable String body) {
        var request = mvc.post()
                .uri("/v1/campaigns" + path)
                .header(IdentityTokens.HEADER, token())
                .header("Idempotency-Key", UUID.randomUUID().toString());
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private MvcTestResult launch(String id, String ifMatch) {
        return mvc.post()
                .uri("/v1/campaigns/" + id + "/launch")
                .header(IdentityTokens.HEADER, token())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header(HttpHeaders.IF_MATCH, ifMatch)
                .exchange();
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri("/v1/campaigns" + path)
                .header(IdentityTokens.HEADER, token())
                .exchange();
    }

    private String token() {
        return TestCallers.token(tenant, "campaigns:read", "campaigns:write", "campaigns:launch");
    }

    private static String id(MvcTestResult result) {
        return field(result, "$.id");
    }

    private static String field(MvcTestResult result, String path) {
        return JsonPath.read(body(result), path);
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static void assertProblem(MvcTestResult result, HttpStatus status, String code) {
        assertThat(result).hasStatus(status);
        assertThat(result).bodyJson().extractingPath("$.code").isEqualTo(code);
        assertThat(result).bodyJson().extractingPath("$.action").asString().isNotBlank();
    }

    private static void assertRefused(MvcTestResult result, String... errors) {
        assertThat(result).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        List<Map<String, String>> found = JsonPath.read(body(result), "$.errors");
        assertThat(found)
                .extracting(error -> error.get("pointer") + " " + error.get("code"))
                .containsExactlyInAnyOrder(errors);
    }
}
