package io.rcsplatform.campaign.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.campaign.books.VerifyChain.Flaw;
import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.given.Happenings;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
@AutoConfigureMockMvc
@Import(Ending.class)
class RecordIT {
    @Autowired
    RecordCampaign recording;

    @Autowired
    ReconciliationChain chain;

    @Autowired
    VerifyChain verification;

    @Autowired
    Ending ending;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvcTester mvc;

    TenantId tenant;

    @BeforeEach
    void aTenant() {
        given.nothingToDo();
        tenant = given.tenant();
    }

    @Test
    void writesARecordInTheTransactionThatCompletesACampaign() {
        var campaign = ending.completed(tenant);

        var records = records();
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().cause()).isEqualTo(Cause.COMPLETED);
        assertThat(records.getFirst().campaign()).isEqualTo(campaign.id());
        assertThat(records.getFirst().content())
                .startsWith("{\"campaign_id\":\"" + campaign.id()
                        + "\",\"cause\":\"completed\",\"figures\":{\"balanced\":true,")
                .contains(
                        "\"outcomes\":{\"cancelled\":0,\"delivered\":0,", "\"status\":\"completed\"", "\"planned\":10");
    }

    @Test
    void writesARecordOnceACancelledCampaignHasWoundDown() {
        var campaign = ending.inFlight(tenant);
        campaigns.append(campaign, campaign.cancel(Instant.now()));
        ending.round();
        assertThat(records()).as("a batch is in flight").isEmpty();

        ending.told(new Happenings(campaign).completed(1));
        ending.round();
        ending.round();

        assertThat(records()).extracting(ReconciliationRecord::cause).containsExactly(Cause.CANCELLED);
    }

    @Test
    void anybodyCanComputeTheHashAnew() throws Exception {
        ending.completed(tenant);
        ending.completed(tenant);

        var shown = get("/v1/reconciliations");

        var second = shown.path("data").path(0);
        var first = shown.path("data").path(1);
        assertThat(second.path("sequence").asLong()).isEqualTo(2);
        assertThat(first.path("previous_hash").asString()).isEqualTo("0".repeat(64));
        assertThat(second.path("previous_hash").asString())
                .isEqualTo(first.path("hash").asString());
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(HexFormat.of().parseHex(second.path("previous_hash").asString()));
        digest.update(second.path("content").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(second.path("hash").asString()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void addsARecordWhereALateReceiptChangedTheFigures() {
        var campaign = ending.completed(tenant);
        assertThat(recording.changed(tenant, campaign.id())).isFalse();
        assertThat(get("/v1/campaigns/" + campaign.id() + "/reconciliation")
                        .path("record")
                        .path("current")
                        .asBoolean())
                .isTrue();

        ending.told(delivered(campaign, 3));
        assertThat(get("/v1/campaigns/" + campaign.id() + "/reconciliation")
                        .path("record")
                        .path("current")
                        .asBoolean())
                .isFalse();

        assertThat(recording.changed(tenant, campaign.id())).isTrue();
        assertThat(recording.changed(tenant, campaign.id())).isFalse();
        assertThat(records()).extracting(ReconciliationRecord::cause).containsExactly(Cause.COMPLETED, Cause.CHANGED);
        var record = get("/v1/campaigns/" + campaign.id() + "/reconciliation").path("record");
        assertThat(record.path("sequence").asLong()).isEqualTo(2);
        assertThat(record.path("hash").asString())
                .isEqualTo(records().getLast().hash().hex());
    }

    @Test
    void theDatabaseRefusesToChangeOrRemoveARecord() {
        ending.completed(tenant);

        for (var statement : List.of(
                "update reconciliation_record set content = '{}'",
                "delete from reconciliation_record",
                "truncate reconciliation_record")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                    .as(statement)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("never changed or removed");
        }
    }

    @Test
    void namesTheRecordWhoseContentWasChanged() {
        threeRecords();

        tamper(
                "update reconciliation_record set content = replace(content, '\"sent\":10', '\"sent\":11') where tenant_id = ? and sequence = 2");

        assertThat(verification.verify(tenant))
                .extracting("intact", "records", "brokenAt", "flaw")
                .containsExactly(false, 1L, 2L, Flaw.CONTENT_CHANGED);
        var verdict = get("/v1/reconciliations/verification");
        assertThat(verdict.path("intact").asBoolean()).isFalse();
        assertThat(verdict.path("broken_at").asLong()).isEqualTo(2);
        assertThat(verdict.path("flaw").asString()).isEqualTo("content_changed");
    }

    @Test
    void noticesAContentThatWasHashedAnew() {
        threeRecords();

        tamper("""
                update reconciliation_record
                   set content = replace(content, '"sent":10', '"sent":11'),
                       hash = sha256(previous_hash || convert_to(replace(content, '"sent":10', '"sent":11'), 'UTF8'))
                 where tenant_id = ? and sequence = 2
                """);

        assertThat(verification.verify(tenant)).extracting("brokenAt", "flaw").containsExactly(3L, Flaw.CHAIN_BROKEN);
    }

    @Test
    void noticesWhatIsMissingAndWhatWasRelabelled() {
        threeRecords();
        assertThat(verification.verify(tenant).intact()).isTrue();

        tamper("update reconciliation_record set cause = 'failed' where tenant_id = ? and sequence = 3");
        assertThat(verification.verify(tenant)).extracting("brokenAt", "flaw").containsExactly(3L, Flaw.LABEL_CHANGED);

        tamper("delete from reconciliation_record where tenant_id = ? and sequence = 3");
        assertThat(verification.verify(tenant)).extracting("brokenAt", "flaw").containsExactly(3L, Flaw.END_CHANGED);

        tamper("delete from reconciliation_record where tenant_id = ? and sequence = 1");
        assertThat(verification.verify(tenant)).extracting("brokenAt", "flaw").containsExactly(1L, Flaw.RECORD_MISSING);
    }

    @Test
    void anEmptyChainIsIntact() {
        assertThat(verification.verify(tenant))
                .extracting("intact", "records", "hash")
                .containsExactly(true, 0L, null);
    }

    @Test
    void writersAtOneTimeMakeOneChain() throws Exception {
        var campaign = ending.completed(tenant);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = writers.invokeAll(LongStream.rangeClosed(1, 10)
                    .mapToObj(seq -> (Callable<Boolean>) () -> {
                        ending.told(delivered(campaign, (int) seq));
                        return recording.changed(tenant, campaign.id());
                    })
                    .toList());
            for (var one : done) {
                one.get();
            }
        }

        assertThat(verification.verify(tenant).intact()).isTrue();
        assertThat(records().getLast().content()).contains("\"delivered\":10,");
        assertThat(records())
                .extracting(ReconciliationRecord::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, records().size()).boxed().toList());
    }

    @Test
    void pagesThroughATenantsRecordsTheNewestFirstAndShowsNobodyElses() {
        threeRecords();

        var page = get("/v1/reconciliations?limit=2");
        assertThat(page.path("has_more").asBoolean()).isTrue();
        var rest = get(
                "/v1/reconciliations?limit=2&cursor=" + page.path("next_cursor").asString());

        assertThat(Stream.of(page, rest)
                        .flatMap(part -> part.path("data").valueStream())
                        .map(record -> record.path("sequence").asLong()))
                .containsExactly(3L, 2L, 1L);
        tenant = given.tenant();
        assertThat(get("/v1/reconciliations").path("data").isEmpty()).isTrue();
    }

    private void threeRecords() {
        ending.completed(tenant);
        ending.completed(tenant);
        ending.completed(tenant);
    }

    private List<ReconciliationRecord> records() {
        return chain.after(tenant, 0, 100);
    }

    private static MessageEvents delivered(Campaign campaign, int seq) {
        var happenings = new Happenings(campaign);
        return happenings.event(happenings.next(seq, MessageState.SENT, null, MessageState.DELIVERED));
    }

    /** As somebody could who owns the table. */
    private void tamper(String statement) {
        jdbc.sql("alter table reconciliation_record disable trigger user").update();
        try {
            assertThat(jdbc.sql(statement).param(tenant.value()).update()).isEqualTo(1);
        } finally {
            jdbc.sql("alter table reconciliation_record enable trigger user").update();
        }
    }

    private JsonNode get(String path) {
        MvcTestResult answer = mvc.get()
                .uri(path)
                .header(IdentityTokens.HEADER, TestCallers.token(tenant, "campaigns:read"))
                .exchange();
        assertThat(answer).hasStatusOk();
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    }
}
