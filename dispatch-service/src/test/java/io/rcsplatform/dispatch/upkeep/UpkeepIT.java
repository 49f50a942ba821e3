package io.rcsplatform.dispatch.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.dispatch.script.OnRealServers;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UpkeepIT extends OnRealServers {
    private static final String MARK = "upkeep";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

    @Autowired
    Upkeep upkeep;

    @Autowired
    Partitions partitions;

    @Test
    void forgetsDeadLettersThatWereDecidedLongAgoAndKeepsOpenOnes() {
        letter("open", "100 days");
        letter("replayed", "29 days");
        letter("replayed", "31 days");
        letter("discarded", "31 days");

        upkeep.run();

        assertThat(left()).containsExactlyInAnyOrder("open", "replayed");
        jdbc.sql("delete from dead_letter where event_type = ?").param(MARK).update();
    }

    @Test
    void dropsTheDaysOfTheLedgerThatAreKeptNoLonger() {
        var lastKept = today().minusDays(180);
        partitions.createLedger(lastKept.minusDays(1));
        partitions.createLedger(lastKept);

        upkeep.run();

        assertThat(partitionsOf("message"))
                .contains("message_" + lastKept.format(DateTimeFormatter.BASIC_ISO_DATE))
                .doesNotContain("message_" + lastKept.minusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    @Test
    void dropsTheMonthsOfProvidersIdsThatAreKeptNoLonger() {
        var lastKept = YearMonth.from(today().minusDays(60));
        partitions.createReferences(lastKept.minusMonths(1));
        partitions.createReferences(lastKept);

        upkeep.run();

        assertThat(partitionsOf("provider_reference"))
                .contains("provider_reference_" + MONTH.format(lastKept))
                .doesNotContain("provider_reference_" + MONTH.format(lastKept.minusMonths(1)));
    }

    @Test
    void forgetsWhatABatchHeldSomeDaysAfterItsDeadlineAndThatItWasThereWithTheLedger() {
        batch("2 days");
        batch("4 days");
        batch("181 days");

        upkeep.run();

        assertThat(jdbc.sql("select payload is null from batch where lane = ? order by deadline")
                        .param(MARK)
                        .query(Boolean.class)
                        .list())
                .containsExactly(true, false);
        jdbc.sql("delete from batch where lane = ?").param(MARK).update();
    }

    @Test
    void forgetsThatACampaignWasCancelledWithItsPartOfTheLedger() {
        var tenant = UUID.randomUUID();
        cancelled(tenant, "179 days");
        cancelled(tenant, "181 days");

        upkeep.run();

        assertThat(jdbc.sql(
                                "select cancelled_at > now() - interval '180 days' from cancelled_campaign where tenant_id = ?")
                        .param(tenant)
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
    }

    private void cancelled(UUID tenant, String ago) {
        jdbc.sql("""
                        insert into cancelled_campaign (tenant_id, campaign_id, cancelled_at)
                        values (?, gen_random_uuid(), now() - ?::interval)
                        """).params(tenant, ago).update();
    }

    private void batch(String sinceItsDeadline) {
        jdbc.sql("""
                        insert into batch (tenant_id, id, leg, payload, recipients, first_message, last_message, deadline, lease_until,
                                           done_at, lane)
                        values (gen_random_uuid(), gen_random_uuid(), 1, 'people', 1, gen_random_uuid(), gen_random_uuid(),
                                now() - ?::interval, now(), now(), ?)
                        """).params(sinceItsDeadline, MARK).update();
    }

    private void letter(String state, String decidedAgo) {
        jdbc.sql("""
                        insert into dead_letter (id, queue, fingerprint, state, event_type, reason, headers, payload, attempts, decided_at)
                        values (gen_random_uuid(), 'q', gen_random_uuid()::text, ?, ?, '', '{}', '', 1, now() - ?::interval)
                        """).params(state, MARK, decidedAgo).update();
    }

    private List<String> left() {
        return jdbc.sql("select state from dead_letter where event_type = ?")
                .param(MARK)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> partitionsOf(String table) {
        return jdbc.sql("select inhrelid::regclass::text from pg_inherits where inhparent = ?::regclass")
                .param(table)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
