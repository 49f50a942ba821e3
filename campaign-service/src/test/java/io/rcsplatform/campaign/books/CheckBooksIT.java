package io.rcsplatform.campaign.books;

import static io.rcsplatform.domain.message.MessageState.DELIVERED;
import static io.rcsplatform.domain.message.MessageState.FAILED;
import static io.rcsplatform.domain.message.MessageState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.given.Happenings;
import io.rcsplatform.campaign.progress.CampaignProgress;
import io.rcsplatform.campaign.progress.Reconciliation;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignStatus;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.domain.event.MessageEvents.Change;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
@AutoConfigureMockMvc
@Import({Ending.class, ScriptedFleet.class})
class CheckBooksIT {
    @Autowired
    CheckBooks checks;

    @Autowired
    CampaignWatches watches;

    @Autowired
    ReconciliationChain chain;

    @Autowired
    CampaignProgress progress;

    @Autowired
    ScriptedFleet fleet;

    @Autowired
    Ending ending;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @Autowired
    MockMvcTester mvc;

    TenantId tenant;
    Campaign campaign;
    Happenings happenings;

    @BeforeEach
    void aCampaignToTen() {
        given.nothingToDo();
        fleet.reset();
        tenant = given.tenant();
        campaign = ending.inFlight(tenant);
        happenings = new Happenings(campaign);
    }

    @Test
    void isContentWhereTheCountersAreWhatTheLedgerCounts() {
        sent(10);

        checks(3);

        assertThat(fleet.asked).isEmpty();
        assertThat(differs()).isFalse();
        assertThat(reconciliation().path("ledger").path("agreement").asString()).isEqualTo("agrees");
    }

    @Test
    void reportsADifferenceOnceBothSidesHaveStoodStill() {
        double before = meters.counter("rcs.books.differences").count();
        sent(9);

        check();
        assertThat(differs()).as("seen once").isFalse();
        check();

        assertThat(differs()).isTrue();
        assertThat(meters.counter("rcs.books.differences").count() - before).isEqualTo(1);
        assertThat(meters.get("rcs.books.out.of.balance").gauge().value()).isEqualTo(1);
        var ledger = reconciliation().path("ledger");
        assertThat(ledger.path("agreement").asString()).isEqualTo("differs");
        assertThat(ledger.path("differences").path("state:sent").path("counted").asInt())
                .isEqualTo(9);
        assertThat(ledger.path("differences").path("state:sent").path("ledger").asInt())
                .isEqualTo(10);
        check();
        assertThat(meters.counter("rcs.books.differences").count() - before)
                .as("the same one")
                .isEqualTo(1);
    }

    @Test
    void takesNothingForADifferenceWhileCountersMove() {
        sent(7);
        for (int seq = 8; seq <= 9; seq++) {
            check();
            sent(seq, seq);
            due();
            checks.checkDue();
            due();
            checks.checkDue();
        }

        assertThat(differs()).isFalse();
        assertThat(fleet.asked).isEmpty();
    }

    @Test
    void takesNothingForADifferenceWhileAnEventWaitsToBePublished() {
        sent(9);
        fleet.counts(new LedgerTotals(10, 0, Map.of("sent", 10L), Map.of(), Map.of(), 0, 0, 0, null, null, 1));

        checks(4);

        assertThat(differs()).isFalse();
        assertThat(fleet.asked).isEmpty();
        assertThat(reconciliation().path("ledger").path("agreement").asString()).isEqualTo("in_motion");
    }

    @Test
    void hasLostEventsPublishedAgainAndCompletesTheCampaignByThem() {
        sent(9);
        ending.told(happenings.completed(1));
        ending.round();
        fleet.whenAsked(() -> sent(10, 10));

        checks(2);
        assertThat(fleet.asked).containsExactly(Destination.MESSAGE_EVENTS);
        ending.round();
        check();

        assertThat(differs()).isFalse();
        assertThat(given.now(campaign).status()).isEqualTo(CampaignStatus.COMPLETED);
    }

    @Test
    void asksOnceAndThenLeavesTimeForTheAnswer() {
        sent(9);
        checks(4);
        assertThat(fleet.asked).hasSize(1);

        jdbc.sql("update campaign_watch set events_asked_at = events_asked_at - interval '6 minutes'")
                .update();
        check();

        assertThat(fleet.asked).hasSize(2);
    }

    @Test
    void correctsTheCountersWhereReplaysDoNotHelp() {
        sent(9);
        checks(2);
        assertThat(outcomes().sent()).isEqualTo(9);

        differsForLong();
        check();

        assertThat(outcomes().sent()).isEqualTo(10);
        check();
        assertThat(differs()).isFalse();
    }

    @Test
    void countsNoEventAgainWhoseEffectTheCorrectionHad() {
        sent(9);
        var late = happenings.event(happenings.first(10, SENT));
        fleet.events.add(late.id());
        checks(2);
        differsForLong();
        check();

        ending.told(late);
        ending.told(happenings.event(happenings.next(10, SENT, null, DELIVERED)));

        assertThat(outcomes().sent()).isEqualTo(9);
        assertThat(outcomes().delivered()).isEqualTo(1);
    }

    @Test
    void correctsNothingWhereALaterEventWasCountedMeanwhile() {
        sent(9);
        checks(2);
        differsForLong();
        fleet.whenAsked(() -> ending.told(happenings.event(happenings.next(1, SENT, null, DELIVERED))));

        check();

        assertThat(outcomes()).extracting("sent", "delivered").containsExactly(8L, 1L);
    }

    @Test
    void correctsNothingWhileMessagesHaveNoOutcome() {
        sent(8);
        fleet.counts(new LedgerTotals(10, 1, Map.of("sent", 9L), Map.of(), Map.of(), 0, 0, 0, null, null, 0));
        checks(2);
        differsForLong();

        checks(2);

        assertThat(outcomes().sent()).isEqualTo(8);
        assertThat(differs()).isTrue();
    }

    @Test
    void comparesReasonsDoubleDeliveriesAndDuplicates() {
        sent(9);
        ending.told(happenings.event(happenings.first(10, FAILED, Reason.NOT_RCS)));
        ending.told(happenings.twice(1, 2));
        fleet.counts(new LedgerTotals(
                10,
                0,
                Map.of("sent", 9L, "failed", 1L),
                Map.of("failed:not_rcs", 1L),
                Map.of(),
                1,
                2,
                0,
                null,
                null,
                0));
        checks(2);
        assertThat(differs()).isFalse();

        fleet.counts(new LedgerTotals(
                10, 0, Map.of("sent", 9L, "failed", 1L), Map.of("failed:other", 1L), Map.of(), 0, 3, 0, null, null, 0));
        checks(2);

        assertThat(reconciliation().path("ledger").path("differences").propertyNames())
                .containsExactlyInAnyOrder(
                        "state:failed:not_rcs", "state:failed:other", "delivered_twice", "duplicates");
        assertThat(reconciliation().path("delivered_twice").asInt()).isEqualTo(1);
        assertThat(reconciliation().path("duplicates").asInt()).isEqualTo(2);
    }

    @Test
    void asksForRequestsAndDecisionsWhereFallbacksStayUndecided() {
        ending.told(happenings.withFallbacks(List.of(1), happenings.first(1, FAILED, Reason.NOT_RCS)));
        sent(2, 10);
        fleet.counts(new LedgerTotals(
                10,
                0,
                Map.of("sent", 9L, "failed", 1L),
                Map.of("failed:not_rcs", 1L),
                Map.of(),
                0,
                0,
                0,
                null,
                null,
                0));

        checks(3);

        assertThat(fleet.asked).containsExactly(Destination.MESSAGE_EVENTS, Destination.FALLBACK_EVENTS);
    }

    @Test
    void asksForTheOrdersWhereAnSmsHasNoOutcome() {
        ending.told(happenings.withFallbacks(List.of(1), happenings.first(1, FAILED, Reason.NOT_RCS)));
        sent(2, 10);
        ending.decided(happenings.decided(List.of(1), List.of(), Reason.OPTED_OUT));
        fleet.counts(new LedgerTotals(
                10,
                0,
                Map.of("sent", 9L, "failed", 1L),
                Map.of("failed:not_rcs", 1L),
                Map.of(),
                0,
                0,
                0,
                null,
                null,
                0));

        checks(3);

        assertThat(fleet.asked).containsExactly(Destination.DISPATCH_EXPRESS);
    }

    @Test
    void recordsWhatCameInAfterTheEnd() {
        sent(10);
        ending.told(happenings.completed(1));
        ending.round();
        ending.told(happenings.event(happenings.next(1, SENT, null, DELIVERED)));
        fleet.counts(new LedgerTotals(
                10, 0, Map.of("sent", 9L, "delivered", 1L), Map.of(), Map.of(), 0, 0, 0, null, null, 0));

        checks(2);

        assertThat(chain.after(tenant, 0, 10))
                .extracting(ReconciliationRecord::cause)
                .containsExactly(Cause.COMPLETED, Cause.CHANGED);
        assertThat(reconciliation().path("record").path("current").asBoolean()).isTrue();
    }

    @Test
    void checksLessOftenTheLongerNothingComesIn() {
        sent(10);
        ending.told(happenings.completed(1));
        ending.round();
        jdbc.sql("update campaign_counter set updated_at = now() - interval '4 hours'")
                .update();

        check();

        assertThat(jdbc.sql("select extract(epoch from check_at - checked_at)::int from campaign_watch")
                        .query(Integer.class)
                        .single())
                .isBetween(3_590, 3_650);
    }

    @Test
    void saysThatTheLedgerIsNotAvailableRatherThanThatAllIsWell() {
        sent(10);
        fleet.goesDown();

        check();

        var ledger = reconciliation().path("ledger");
        assertThat(ledger.path("agreement").asString()).isEqualTo("not_available");
        assertThat(ledger.path("messages").isNull()).isTrue();
        assertThat(jdbc.sql("select check_at > now() from campaign_watch")
                        .query(Boolean.class)
                        .single())
                .as("it is asked again later")
                .isTrue();
    }

    @Test
    void comparesWithTheProvidersRecordWhereItHasOne() {
        assertThat(provider().path("agreement").asString()).isEqualTo("not_available");
        assertThat(provider().path("accepted").isNull()).isTrue();

        fleet.hasOnRecord(new AccountRecord("demo-rcs", true, 10L, 0L, 9L, 1L));
        assertThat(provider().path("agreement").asString())
                .as("the answer to one was lost")
                .isEqualTo("agrees");

        fleet.hasOnRecord(new AccountRecord("demo-rcs", true, 11L, 1L, 9L, 1L));
        assertThat(provider().path("agreement").asString()).isEqualTo("differs");
        assertThat(provider().path("accepted_again").asInt()).isEqualTo(1);
    }

    private JsonNode provider() {
        return reconciliation().path("providers").path(0);
    }

    @Test
    void comparesNothingWithALedgerThatKeepsNothingAnyMoreAndCountsNoRecipientsThatAreGoing() {
        sent(10);
        ending.told(happenings.completed(1));
        jdbc.sql("update campaign set recipients_kept = 'some' where tenant_id = ?")
                .param(tenant.value())
                .update();
        jdbc.sql("delete from campaign_recipient where tenant_id = ? and seq > 3")
                .param(tenant.value())
                .update();

        var books = reconciliation();

        assertThat(books.path("ledger").path("agreement").asString()).isEqualTo("not_kept");
        assertThat(books.path("providers")).isEmpty();
        assertThat(books.path("planned").asInt()).isEqualTo(10);
        assertThat(books.path("balanced").asBoolean()).isTrue();
    }

    @Test
    void takesALedgerThatKeepsNothingAnyMoreForNoDifference() {
        sent(10);
        ending.told(happenings.completed(1));
        ending.round();
        jdbc.sql("update campaign set recipients_kept = 'none' where tenant_id = ?")
                .param(tenant.value())
                .update();
        fleet.counts(new LedgerTotals(0, 0, Map.of(), Map.of(), Map.of(), 0, 0, 0, 0L, null, 0));

        checks(3);

        assertThat(fleet.asked).isEmpty();
        assertThat(watches.find(tenant, campaign.id())).isEmpty();
        assertThat(outcomes().sent()).isEqualTo(10);
    }

    @Test
    void twoInstancesDoNotCheckOneCampaignAtOnce() {
        due();

        assertThat(watches.claimDue(10)).hasSize(1);
        assertThat(watches.claimDue(10)).isEmpty();
    }

    private void checks(int times) {
        IntStream.range(0, times).forEach(_ -> check());
    }

    /** Two minutes after the last thing that happened. */
    private void check() {
        jdbc.sql("update campaign_counter set updated_at = updated_at - interval '2 minutes' where tenant_id = ?")
                .param(tenant.value())
                .update();
        due();
        checks.checkDue();
    }

    private void due() {
        jdbc.sql("update campaign_watch set check_at = now()").update();
    }

    private void differsForLong() {
        jdbc.sql("update campaign_watch set differs_since = differs_since - interval '11 minutes'")
                .update();
    }

    private boolean differs() {
        return watches.find(tenant, campaign.id()).orElseThrow().differsSince() != null;
    }

    private Reconciliation.Outcomes outcomes() {
        return Reconciliation.of(campaign.id(), progress.recount(tenant, campaign.id()))
                .outcomes();
    }

    private void sent(int upTo) {
        sent(1, upTo);
    }

    private void sent(int from, int to) {
        ending.told(happenings.event(IntStream.rangeClosed(from, to)
                .mapToObj(seq -> happenings.first(seq, SENT))
                .toArray(Change[]::new)));
    }

    private JsonNode reconciliation() {
        var answer = mvc.get()
                .uri("/v1/campaigns/" + campaign.id() + "/reconciliation")
                .header(IdentityTokens.HEADER, TestCallers.token(tenant, "campaigns:read"))
                .exchange();
        assertThat(answer).hasStatusOk();
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    }
}
