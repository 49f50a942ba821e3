package io.rcsplatform.campaign.audience.importing;

import static io.rcsplatform.campaign.whole.Api.data;
import static io.rcsplatform.campaign.whole.Api.id;
import static io.rcsplatform.campaign.whole.Api.object;
import static io.rcsplatform.campaign.whole.Api.text;
import static io.rcsplatform.campaign.whole.Api.texts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.campaign.whole.Api;
import io.rcsplatform.campaign.whole.OnWholeService;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.id.Ids;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnWholeService
class ImportIT {
    @Autowired
    Api api;

    @Autowired
    Imports imports;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    Ids ids;

    TenantId tenant;

    @BeforeEach
    void aTenant() {
        tenant = api.tenant();
    }

    @Test
    void goodRowsComeThroughAndBadOnesAreListed() {
        var audience = id(api.post(tenant, "/v1/audiences", "{\"name\": \"Spring\"}"));

        var job = imported("?default_country=IN&audience_id=" + audience, """
                phone,First Name,consent
                9811111111,Asha,opted_in
                +919822222222,"Ben, the second",
                nobody,Carl,
                9811111111,Asha again,
                12,Dora,perhaps
                9833333333,"never closed,
                9844444444,Emil,
                9855555555,too,many,fields
                """);

        assertThat(job)
                .containsEntry("status", "completed")
                .containsEntry("rows", 8)
                .containsEntry("imported", 3)
                .containsEntry("rejected", 5);
        assertThat(data(api.get(tenant, "/v1/imports/" + job.get("id") + "/errors")))
                .extracting(e -> e.get("row"), e -> e.get("column"), e -> e.get("code"))
                .containsExactly(
                        tuple(4, "phone", "phone_not_a_number"),
                        tuple(5, null, "duplicate_phone"),
                        tuple(6, "phone", "phone_invalid"),
                        tuple(6, "consent", "consent_unknown"),
                        tuple(7, null, "malformed_csv"),
                        tuple(9, null, "wrong_column_count"));
        assertThat(contacts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "+919811111111", Map.of("first_name", "Asha"),
                        "+919822222222", Map.of("first_name", "Ben, the second"),
                        "+919844444444", Map.of("first_name", "Emil")));
        assertThat(api.get(tenant, "/v1/audiences/" + audience))
                .bodyJson()
                .extractingPath("$.contacts")
                .isEqualTo(3);
    }

    @Test
    void theSameFileTwiceGivesTheSameContacts() {
        var audience = id(api.post(tenant, "/v1/audiences", "{\"name\": \"Spring\"}"));
        var query = "?audience_id=" + audience;
        var file = "phone,city\n+919811111111,Pune\n+919822222222,Goa\n";

        imported(query, file);
        var first = contactIds();
        imported(query, file);

        assertThat(contactIds()).isEqualTo(first).hasSize(2);
        assertThat(api.get(tenant, "/v1/audiences/" + audience))
                .bodyJson()
                .extractingPath("$.contacts")
                .isEqualTo(2);
    }

    @Test
    void aLaterFileAddsToWhatIsKnownOfAContact() {
        imported("", "phone,city,points\n+919811111111,Pune,1\n");
        imported("", "phone,points,name,city\n+919811111111,2,Asha,\n");

        assertThat(contacts()).containsEntry("+919811111111", Map.of("city", "Pune", "points", "2", "name", "Asha"));
    }

    @Test
    void optOutsOfAFileHold() {
        var job = imported("", "phone,consent\n+919811111111,opted_out\n+919822222222,opted_in\n");

        assertThat(job).containsEntry("opted_out", 1);
        assertThat(suppressed()).containsExactly("+919811111111");
        assertThat(consents("+919822222222")).containsExactly("opted_in");
    }

    @Test
    void anOptInOfAFileUndoesNoOptOut() {
        api.post(tenant, "/v1/suppressions", "{\"phone\": \"+919811111111\"}");

        imported("", "phone,consent\n+919811111111,opted_in\n");

        assertThat(suppressed()).containsExactly("+919811111111");
        assertThat(consents("+919811111111")).containsExactly("opted_in", "opted_out");
    }

    @Test
    void aFileOfManyChunksIsMergedCompletely() {
        var rows = IntStream.range(0, 12_345)
                .mapToObj("+9198%08d"::formatted)
                .collect(Collectors.joining(",opted_out\n", "phone,consent\n", ",opted_out\n"));

        assertThat(imported("", rows))
                .containsEntry("imported", 12_345)
                .containsEntry("opted_out", 12_345)
                .containsEntry("rejected", 0);
        assertThat(jdbc.sql("select count(*) from suppression where tenant_id = ?")
                        .param(tenant.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(12_345);
        assertThat(stagedRows()).isZero();
    }

    @Test
    void refusesWhatIsNoListOfContactsAndSaysWhatToDo() {
        assertRefused("", "", "empty_file");
        assertRefused("", "phone\n", "empty_file");
        assertRefused("", "name,mobile\nAsha,+919811111111\n", "column_not_found");
        assertRefused("?default_country=XX", "phone\n+919811111111\n", "unknown_country");
        assertThat(api.upload(
                        tenant, "/v1/imports?audience_id=aud_00000000000000000000000000", "phone\n+919811111111\n"))
                .hasStatus(HttpStatus.NOT_FOUND);
        assertThat(api.post(tenant, "/v1/imports", "{}")).hasStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertThat(contacts()).isEmpty();
    }

    @Test
    void takesTheSeparatorThatTheHeaderUses() {
        imported("", "name;phone\nAsha;+919811111111\n");

        assertThat(contacts()).containsEntry("+919811111111", Map.of("name", "Asha"));
    }

    @Test
    void anUploadWhoseInstanceDiedFailsAndNothingOfItIsApplied() {
        var id = receiving(2);
        jdbc.sql("update import_job set seen_at = now() - interval '1 minute' where tenant_id = ? and id = ?")
                .params(tenant.value(), id.value())
                .update();

        imports.failAbandoned(Duration.ofSeconds(30));

        assertThat(imports.find(tenant, id).orElseThrow()).satisfies(job -> {
            assertThat(job.status()).isEqualTo(ImportJob.Status.FAILED);
            assertThat(job.failure()).contains("upload it again");
        });
        assertThat(stagedRows()).isZero();
        assertThat(contacts()).isEmpty();
    }

    @Test
    void anUploadThatWasGivenUpStoresNoMoreRows() {
        var id = receiving(1);
        imports.fail(tenant, id, "given up");

        assertThatThrownBy(() -> imports.stage(tenant, id, chunk(id, 1))).isInstanceOf(Imports.ImportLost.class);
        assertThat(stagedRows()).isZero();
    }

    @Test
    void whileAnInstanceMergesNoOtherDoesAndWhenItDiesAnotherDoes() throws SQLException {
        var id = receiving(3);
        var dying = dataSource.getConnection(); // dies below, and so is not closed
        jdbc.sql("update import_job set status = 'merging', retry_at = now() + interval '1 second' where id = ?")
                .param(id.value())
                .update();
        dying.setAutoCommit(false);
        try (var merge = dying.createStatement()) {
            merge.execute("select from import_job where id = '" + id.value() + "' for update");
            merge.execute("""
                    insert into contact (tenant_id, id, address, created_at, updated_at)
                    select '%s', gen_random_uuid(), 919800000000, now(), now()
                    """.formatted(tenant.value()));
        }
        await("nobody else to merge")
                .during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(6))
                .until(() -> status(id) == ImportJob.Status.MERGING);

        dying.abort(Runnable::run);

        await("another to merge").atMost(Duration.ofSeconds(20)).until(() -> status(id) == ImportJob.Status.COMPLETED);
        assertThat(contacts()).hasSize(3);
        assertThat(stagedRows()).isZero();
    }

    private ImportJob.Status status(ImportId id) {
        return imports.find(tenant, id).orElseThrow().status();
    }

    private ImportId receiving(int rows) {
        var id = new ImportId(ids.draw());
        imports.open(tenant, id, null);
        imports.stage(tenant, id, chunk(id, rows));
        return id;
    }

    @Test
    void aFileThatIsSentAgainUnderItsKeyIsOneImport() {
        var first = api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n+919811111111\n");

        var again = api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n+919811111111\n");

        assertThat(again).hasStatus(HttpStatus.ACCEPTED).hasHeader("Idempotent-Replayed", "true");
        assertThat(id(again)).isEqualTo(id(first));
        assertThat(jdbc.sql("select count(*) from import_job where tenant_id = ?")
                        .param(tenant.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"'', +919822222222", "?default_country=IN, +919811111111"})
    void aKeyStandsForOneFileAndOneWayToReadIt(String query, String phone) {
        api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n+919811111111\n");

        var other = api.uploadOnce(tenant, "key-1", "/v1/imports" + query, "phone\n" + phone + "\n");

        assertThat(other).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(text(other, "$.code")).isEqualTo("idempotency_key_reuse");
    }

    @Test
    void whileAFileComesInItsKeyIsTaken() {
        api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n+919811111111\n");
        jdbc.sql("update import_key set file = null where tenant_id = ?")
                .param(tenant.value())
                .update();

        var again = api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n+919811111111\n");

        assertThat(again).hasStatus(HttpStatus.CONFLICT);
        assertThat(text(again, "$.code")).isEqualTo("idempotency_in_progress");
    }

    @Test
    void aFileThatDidNotComeInLeavesItsKeyFree() {
        assertThat(api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);

        assertThat(api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n+919811111111\n"))
                .hasStatus(HttpStatus.ACCEPTED)
                .doesNotContainHeader("Idempotent-Replayed");
    }

    @Test
    void aKeyIsFreeAgainAfterThreeDays() {
        var first = api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n+919811111111\n");
        fourDaysPass();

        var other = api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n+919822222222\n");

        assertThat(other).hasStatus(HttpStatus.ACCEPTED);
        assertThat(id(other)).isNotEqualTo(id(first));
    }

    @Test
    void whoeverAddsAKeyForgetsOldOnes() {
        api.uploadOnce(tenant, "key-1", "/v1/imports", "phone\n+919811111111\n");
        fourDaysPass();

        api.uploadOnce(tenant, "key-2", "/v1/imports", "phone\n+919822222222\n");

        assertThat(jdbc.sql("select key from import_key where tenant_id = ?")
                        .param(tenant.value())
                        .query(String.class)
                        .list())
                .containsExactly("key-2");
    }

    private void fourDaysPass() {
        jdbc.sql("update import_key set created_at = created_at - interval '4 days' where tenant_id = ?")
                .param(tenant.value())
                .update();
    }

    @Test
    void anImportWithoutAKeyIsRefused() {
        assertThat(text(api.uploadWithoutKey(tenant, "phone\n+919811111111\n"), "$.code"))
                .isEqualTo("idempotency_key_required");
    }

    private ImportChunk chunk(ImportId id, int rows) {
        var chunk = new ImportChunk(tenant, id);
        for (int i = 0; i < rows; i++) {
            chunk.good(i + 2, ids.draw(), new PhoneNumber(919800000000L + i), "{}", ConsentState.OPTED_IN);
        }
        return chunk;
    }

    private Map<String, Object> imported(String query, String csv) {
        var received = api.upload(tenant, "/v1/imports" + query, csv);
        assertThat(received).hasStatus(HttpStatus.ACCEPTED);
        var path = "/v1/imports/" + id(received);
        await("the import")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(api.get(tenant, path))
                        .bodyJson()
                        .extractingPath("$.status")
                        .isEqualTo("completed"));
        return object(api.get(tenant, path));
    }

    private void assertRefused(String query, String csv, String code) {
        assertThat(api.upload(tenant, "/v1/imports" + query, csv))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyJson()
                .extractingPath("$.errors[*].code")
                .asArray()
                .containsExactly(code);
    }

    private Map<String, Object> contacts() {
        return data(api.get(tenant, "/v1/contacts")).stream()
                .collect(Collectors.toMap(
                        c -> String.valueOf(c.get("phone")), c -> requireNonNull(c.get("attributes"))));
    }

    private List<String> contactIds() {
        return texts(api.get(tenant, "/v1/contacts"), "$.data[*].id");
    }

    private List<String> suppressed() {
        return texts(api.get(tenant, "/v1/suppressions"), "$.data[*].phone");
    }

    private List<String> consents(String phone) {
        return texts(api.get(tenant, "/v1/consents?phone=" + phone.replace("+", "%2B")), "$.data[*].state");
    }

    private int stagedRows() {
        return jdbc.sql("select count(*) from import_row where tenant_id = ?")
                .param(tenant.value())
                .query(Integer.class)
                .single();
    }
}
