package io.rcsplatform.campaign.progress;

import static io.rcsplatform.domain.message.MessageState.CANCELLED;
import static io.rcsplatform.domain.message.MessageState.DELIVERED;
import static io.rcsplatform.domain.message.MessageState.FAILED;
import static io.rcsplatform.domain.message.MessageState.READ;
import static io.rcsplatform.domain.message.MessageState.SENT;
import static io.rcsplatform.domain.message.MessageState.SKIPPED;
import static io.rcsplatform.domain.message.MessageState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.given.CampaignsTestService;
import io.rcsplatform.campaign.given.Given;
import io.rcsplatform.campaign.given.Happenings;
import io.rcsplatform.campaign.lifecycle.Campaigns;
import io.rcsplatform.campaign.progress.ProgressController.Metrics;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.event.MessageEvents;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(classes = CampaignsTestService.class, properties = "rcs.orchestrator.enabled=false")
class CountingIT {
    @Autowired
    CountMessageEvents counting;

    @Autowired
    CountFallbackDecisions decisions;

    @Autowired
    CampaignProgress progress;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Given given;

    @Autowired
    JdbcClient jdbc;

    TenantId tenant;
    Campaign campaign;
    Happenings happenings;

    @BeforeEach
    void aRunningCampaign() {
        given.nothingToDo();
        tenant = given.tenant();
        campaign = given.planned(given.draft(tenant, 30, 5));
        happenings = new Happenings(campaign);
    }

    @Test
    void countsAnOutcomeUnderItsStateAndReason() {
        count(happenings.event(
                happenings.first(1, SENT), happenings.first(2, FAILED, Reason.NOT_RCS), happenings.first(3, SENT)));

        assertThat(metrics().sent()).isEqualTo(2);
        assertThat(metrics().failed()).isEqualTo(1);
        assertThat(reconciliation().failuresByReason()).containsExactly(Map.entry("not_rcs", 1L));
        assertThat(reconciliation().inProgress()).isEqualTo(27);
    }

    @Test
    void countsEventsThatComeTogetherAsIfTheyCameOneByOne() {
        var sent = happenings.event(happenings.first(1, SENT), happenings.first(11, SENT));
        var read = happenings.event(happenings.next(1, SENT, null, READ));

        counting.count(List.of(sent, read, sent, happenings.completed(1), happenings.completed(2)));
        counting.count(List.of(read, sent));

        assertThat(metrics())
                .extracting(Metrics::sent, Metrics::delivered, Metrics::read, Metrics::inProgress)
                .containsExactly(2L, 1L, 1L, 28L);
        assertThat(reconciliation().outcomes().sent()).isEqualTo(1);
    }

    @Test
    void movesAMessageFromOneOutcomeToTheNext() {
        count(happenings.event(happenings.first(1, SENT)));
        count(happenings.event(happenings.next(1, SENT, null, DELIVERED)));
        count(happenings.event(happenings.next(1, DELIVERED, null, READ)));

        assertThat(metrics())
                .extracting(Metrics::sent, Metrics::delivered, Metrics::read, Metrics::inProgress)
                .containsExactly(1L, 1L, 1L, 29L);
        assertThat(reconciliation().outcomes().sent()).isZero();
        assertThat(reconciliation().outcomes().read()).isEqualTo(1);
    }

    @Test
    void takesAFailureBackThatTurnedOutDelivered() {
        count(happenings.event(happenings.first(1, FAILED, Reason.ABSENT_SUBSCRIBER)));
        count(happenings.event(happenings.next(1, FAILED, Reason.ABSENT_SUBSCRIBER, DELIVERED)));

        assertThat(metrics().failed()).isZero();
        assertThat(metrics().delivered()).isEqualTo(1);
        assertThat(reconciliation().failuresByReason()).isEmpty();
    }

    @Test
    void givesTheSameTotalsForAnyOrderAndAnyRepetition() throws Exception {
        var events = new ArrayList<MessageEvents>();
        for (int seq = 1; seq <= 30; seq++) {
            events.add(happenings.event(happenings.first(seq, SENT)));
            if (seq % 2 == 0) {
                events.add(happenings.event(happenings.next(seq, SENT, null, DELIVERED)));
            }
            if (seq % 3 == 0) {
                events.add(happenings.event(
                        happenings.next(seq, seq % 2 == 0 ? DELIVERED : SENT, null, seq % 2 == 0 ? READ : FAILED)));
            }
        }
        IntStream.rangeClosed(1, 3).mapToObj(happenings::completed).forEach(events::add);
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(7));

        try (var consumers = Executors.newFixedThreadPool(4)) {
            for (var done : consumers.invokeAll(events.stream()
                    .map(event -> (Callable<Void>) () -> {
                        count(event);
                        return null;
                    })
                    .toList())) {
                done.get();
            }
        }

        assertThat(reconciliation().outcomes())
                .extracting("sent", "delivered", "read", "failed")
                .containsExactly(10L, 10L, 5L, 5L);
        assertThat(reconciliation().inProgress()).isZero();
        assertThat(reconciliation().balanced()).isTrue();
        assertThat(reconciliation().complete()).isTrue();
        assertThat(states()).containsExactly("1 done 10", "2 done 10", "3 done 10");
    }

    @Test
    void ignoresMessagesOfNoCampaignAndOfOneItDoesNotKnow() {
        count(happenings.eventOf(null, happenings.first(1, SENT)));
        count(happenings.eventOf(new CampaignId(given.tenant().value()), happenings.first(1, SENT)));

        assertThat(jdbc.sql("select count(*) from campaign_counter where tenant_id = ?")
                        .param(tenant.value())
                        .query((row, _) -> row.getInt(1))
                        .single())
                .isZero();
    }

    @Test
    void countsSkipsOfTheDispatcherWithThoseOfThePlan() {
        var audience = given.audience(tenant, 5);
        given.optedOut(tenant, 33600000001L);
        campaign = given.planned(given.draft(
                tenant, given.settings(given.sender(tenant, "rcs", 5), given.plainText(tenant), audience, null)));
        happenings = new Happenings(campaign);

        count(happenings.event(
                happenings.first(1, SKIPPED, Reason.OPTED_OUT), happenings.first(2, SKIPPED, Reason.DO_NOT_DISTURB)));

        assertThat(reconciliation().skips())
                .containsExactly(Map.entry("do_not_disturb", 1L), Map.entry("opted_out", 2L));
        assertThat(metrics().skipped()).isEqualTo(3);
        assertThat(reconciliation().planned()).isEqualTo(5);
        assertThat(reconciliation().inProgress()).isEqualTo(2);
        assertThat(reconciliation().balanced()).isTrue();
    }

    @Test
    void followsFallbacksUntilTheyAreDecided() {
        var lost = Stream.of(1, 2, 3)
                .map(seq -> happenings.first(seq, FAILED, Reason.NOT_RCS))
                .toArray(MessageEvents.Change[]::new);
        count(happenings.withFallbacks(List.of(1, 2, 3), lost));

        assertThat(reconciliation().fallback())
                .extracting("requested", "ordered", "pending")
                .containsExactly(3L, 0L, 3L);

        var decided = happenings.decided(List.of(1, 2), List.of(3), Reason.OPTED_OUT);
        decisions.count(decided);
        decisions.count(decided);

        assertThat(reconciliation().fallback())
                .isEqualTo(new Reconciliation.Fallback(3, 2, Map.of("opted_out", 1L), 0));
        assertThat(metrics().fallback()).isEqualTo(2);
    }

    @Test
    void countsDoubleDeliveriesAndDuplicateSubmissions() {
        count(happenings.event(happenings.first(1, DELIVERED)));
        count(happenings.twice(1, 2));

        assertThat(reconciliation().deliveredTwice()).isEqualTo(1);
        assertThat(reconciliation().duplicates()).isEqualTo(2);
        assertThat(metrics().duplicates()).isEqualTo(2);
    }

    @Test
    void countsWhatWasNeverFedAsCancelledUntilItProvesOtherwise() {
        happenings.fed(jdbc, 1);
        campaigns.append(campaign, campaign.cancel(Instant.now()));

        assertThat(metrics())
                .extracting(Metrics::cancelled, Metrics::inProgress)
                .containsExactly(20L, 10L);

        count(happenings.event(happenings.first(1, SENT), happenings.first(11, SENT)));
        count(happenings.event(happenings.first(12, CANCELLED, Reason.CAMPAIGN_CANCELLED)));

        assertThat(metrics())
                .extracting(Metrics::sent, Metrics::cancelled, Metrics::inProgress)
                .containsExactly(2L, 19L, 9L);
        assertThat(reconciliation().balanced()).isTrue();
    }

    @Test
    void showsAnImbalanceWhereACompletedBatchLeavesSomebodyOut() {
        count(happenings.event(IntStream.rangeClosed(1, 9)
                .mapToObj(seq -> happenings.first(seq, SENT))
                .toArray(MessageEvents.Change[]::new)));
        count(happenings.completed(1));

        assertThat(reconciliation().balanced())
                .as("while the event may be on its way")
                .isTrue();

        jdbc.sql("update campaign_batch set done_at = now() - interval '2 minutes' where tenant_id = ? and number = 1")
                .param(tenant.value())
                .update();

        assertThat(reconciliation())
                .extracting(Reconciliation::balanced, Reconciliation::unaccounted, Reconciliation::complete)
                .containsExactly(false, 1L, false);
    }

    @Test
    void waitsForThoseWhoAreTriedAgainHoweverLongItTakes() {
        for (int seq = 1; seq <= 8; seq++) {
            count(happenings.event(happenings.first(seq, SENT)));
        }
        count(happenings.completed(1, 2));
        count(happenings.completed(1));
        jdbc.sql("update campaign_batch set done_at = now() - interval '2 minutes' where tenant_id = ? and number = 1")
                .param(tenant.value())
                .update();

        assertThat(reconciliation())
                .extracting(Reconciliation::balanced, Reconciliation::inProgress, Reconciliation::complete)
                .containsExactly(true, 22L, false);

        count(happenings.event(happenings.first(9, SENT)));
        count(happenings.event(happenings.first(10, FAILED, Reason.PROVIDER_DOWN)));

        assertThat(reconciliation())
                .extracting(Reconciliation::balanced, Reconciliation::inProgress)
                .containsExactly(true, 20L);
    }

    @Test
    void showsAnImbalanceWhereACounterIsWrong() {
        count(happenings.event(happenings.first(1, UNKNOWN, Reason.ANSWER_LOST)));
        jdbc.sql("update campaign_counter set count = count + 1 where tenant_id = ?")
                .param(tenant.value())
                .update();

        assertThat(reconciliation().balanced()).isFalse();
        assertThat(reconciliation().unaccounted()).isEqualTo(-1);
    }

    @Test
    void showsAnImbalanceWhereOneEventWasCountedUnderTwoIds() {
        var everybody = IntStream.rangeClosed(1, 10)
                .mapToObj(seq -> happenings.first(seq, SENT))
                .toArray(MessageEvents.Change[]::new);
        count(happenings.event(everybody));
        count(happenings.event(everybody));
        count(happenings.completed(1));

        assertThat(reconciliation())
                .extracting(Reconciliation::balanced, Reconciliation::unaccounted, Reconciliation::inProgress)
                .containsExactly(false, -10L, 20L);
    }

    @Test
    void keepsTheFunnelEqualToThePlan() {
        count(happenings.event(
                happenings.first(1, SENT),
                happenings.first(2, DELIVERED),
                happenings.first(3, READ),
                happenings.first(4, FAILED, Reason.OTHER),
                happenings.first(5, UNKNOWN, Reason.ANSWER_LOST),
                happenings.first(6, SKIPPED, Reason.OPTED_OUT)));

        var metrics = metrics();
        assertThat(metrics.inProgress()
                        + metrics.sent()
                        + metrics.failed()
                        + metrics.expired()
                        + metrics.revoked()
                        + metrics.unknown()
                        + metrics.skipped()
                        + metrics.cancelled())
                .isEqualTo(metrics.planned())
                .isEqualTo(30);
    }

    @Test
    void countsAnSmsLegOnceItHasItsFirstOutcome() {
        count(happenings.smsSettled(2));

        assertThat(progress.standing(tenant, campaign.id()).counts().of(Counts.SMS_SETTLED))
                .isEqualTo(2);
    }

    private Metrics metrics() {
        return Metrics.of(campaign.id(), progress.standing(tenant, campaign.id()));
    }

    private Reconciliation reconciliation() {
        return Reconciliation.of(campaign.id(), progress.recount(tenant, campaign.id()));
    }

    private void count(MessageEvents event) {
        counting.count(List.of(event));
    }

    private List<String> states() {
        return jdbc.sql("""
                select number || ' ' || state || ' ' || settled
                  from campaign_batch
                 where tenant_id = ? and campaign_id = ?
                 order by number
                """)
                .params(tenant.value(), campaign.id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
