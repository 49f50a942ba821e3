package io.rcsplatform.domain.campaign;

import static io.rcsplatform.domain.campaign.CampaignFixture.ID;
import static io.rcsplatform.domain.campaign.CampaignFixture.NOW;
import static io.rcsplatform.domain.campaign.CampaignFixture.SETTINGS;
import static io.rcsplatform.domain.campaign.CampaignFixture.TENANT;
import static io.rcsplatform.domain.campaign.CampaignFixture.cancelled;
import static io.rcsplatform.domain.campaign.CampaignFixture.completed;
import static io.rcsplatform.domain.campaign.CampaignFixture.created;
import static io.rcsplatform.domain.campaign.CampaignFixture.drained;
import static io.rcsplatform.domain.campaign.CampaignFixture.failed;
import static io.rcsplatform.domain.campaign.CampaignFixture.given;
import static io.rcsplatform.domain.campaign.CampaignFixture.launched;
import static io.rcsplatform.domain.campaign.CampaignFixture.paused;
import static io.rcsplatform.domain.campaign.CampaignFixture.planned;
import static io.rcsplatform.domain.campaign.CampaignFixture.resumed;
import static io.rcsplatform.domain.campaign.CampaignFixture.scheduledFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.domain.campaign.CampaignEvent.CampaignLaunched;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignPlanned;
import io.rcsplatform.domain.campaign.CampaignEvent.CampaignScheduled;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CampaignTest {
    private static final Instant TOMORROW = NOW.plusSeconds(86_400);

    private static final Campaign DRAFT = given(created());
    private static final Campaign SCHEDULED = given(created(), scheduledFor(TOMORROW));
    private static final Campaign PLANNING = given(created(), launched());
    private static final Campaign RUNNING = given(created(), launched(), planned(10, 3));
    private static final Campaign PAUSED = given(created(), launched(), planned(10, 3), paused("asked"));
    private static final Campaign DRAINING = given(created(), launched(), planned(10, 3), drained());
    private static final Campaign COMPLETED = given(created(), launched(), planned(10, 3), drained(), completed());
    private static final Campaign CANCELLED = given(created(), cancelled());
    private static final Campaign FAILED = given(created(), launched(), failed("planning_failed"));

    @Test
    void startsAsADraftWithItsSettings() {
        assertThat(DRAFT)
                .isEqualTo(new Campaign(ID, TENANT, SETTINGS, CampaignStatus.DRAFT, null, null, 0, 0, null, 1));
    }

    @Test
    void countsEachEventAsAVersion() {
        assertThat(given(created(), launched(), planned(10, 3), paused("asked"), resumed())
                        .version())
                .isEqualTo(5);
    }

    @Test
    void waitsForItsTimeOnceScheduled() {
        assertThat(SCHEDULED.status()).isEqualTo(CampaignStatus.SCHEDULED);
        assertThat(SCHEDULED.launchAt()).isEqualTo(TOMORROW);
    }

    @Test
    void takesAnotherTimeWhileScheduled() {
        var later = TOMORROW.plusSeconds(60);

        assertThat(SCHEDULED.schedule(later, NOW)).containsExactly(new CampaignScheduled(ID, later, NOW));
    }

    @Test
    void answersARepeatedScheduleWithoutAnEvent() {
        assertThat(SCHEDULED.schedule(TOMORROW, NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void launchesFromDraftAndFromSchedule() {
        assertThat(DRAFT.launch(NOW)).containsExactly(new CampaignLaunched(ID, NOW));
        assertThat(SCHEDULED.launch(NOW)).containsExactly(new CampaignLaunched(ID, NOW));
    }

    @Test
    void keepsItsLaunchToTheMillisecondThatIdsCarry() {
        var events = DRAFT.launch(Instant.parse("2026-03-01T10:00:00.123456789Z"));

        assertThat(DRAFT.apply(events.getFirst()).launchedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
    }

    @Test
    void refusesToLaunchTwice() {
        Stream.of(PLANNING, RUNNING, PAUSED, DRAINING, COMPLETED, CANCELLED, FAILED)
                .forEach(campaign -> assertRefused(() -> campaign.launch(NOW), "campaign_not_draft"));
    }

    @Test
    void refusesToScheduleOnceLaunched() {
        Stream.of(PLANNING, RUNNING, PAUSED, DRAINING, COMPLETED, CANCELLED, FAILED)
                .forEach(campaign -> assertRefused(() -> campaign.schedule(TOMORROW, NOW), "campaign_not_draft"));
    }

    @Test
    void runsOnceItsAudienceIsFrozen() {
        assertThat(PLANNING.planned(10, 3, NOW)).containsExactly(new CampaignPlanned(ID, 10, 3, NOW));
        assertThat(RUNNING.status()).isEqualTo(CampaignStatus.RUNNING);
        assertThat(RUNNING.recipients()).isEqualTo(10);
        assertThat(RUNNING.skipped()).isEqualTo(3);
    }

    @Test
    void refusesToBePlannedTwice() {
        Stream.of(DRAFT, SCHEDULED, RUNNING, PAUSED, DRAINING, COMPLETED, CANCELLED, FAILED)
                .forEach(campaign -> assertRefused(() -> campaign.planned(10, 3, NOW), "campaign_not_planning"));
    }

    @Test
    void saysWhyItIsPausedUntilItIsResumed() {
        assertThat(PAUSED.statusReason()).isEqualTo("asked");
        assertThat(PAUSED.apply(resumed()).statusReason()).isNull();
    }

    @Test
    void pausesOnlyWhileRunning() {
        Stream.of(DRAFT, SCHEDULED, PLANNING, DRAINING, COMPLETED, CANCELLED, FAILED)
                .forEach(campaign -> assertRefused(() -> campaign.pause("asked", NOW), "campaign_not_running"));
    }

    @Test
    void resumesOnlyFromPause() {
        Stream.of(DRAFT, SCHEDULED, PLANNING, DRAINING, COMPLETED, CANCELLED, FAILED)
                .forEach(campaign -> assertRefused(() -> campaign.resume(NOW), "campaign_not_paused"));
    }

    @ParameterizedTest
    @MethodSource("repetitions")
    void answersARepeatedCommandWithoutAnEvent(Campaign campaign, Function<Campaign, List<CampaignEvent>> command) {
        assertThat(command.apply(campaign)).isEmpty();
    }

    static Stream<Arguments> repetitions() {
        Function<Campaign, List<CampaignEvent>> pause = campaign -> campaign.pause("asked again", NOW);
        Function<Campaign, List<CampaignEvent>> resume = campaign -> campaign.resume(NOW);
        Function<Campaign, List<CampaignEvent>> cancel = campaign -> campaign.cancel(NOW);
        Function<Campaign, List<CampaignEvent>> fail = campaign -> campaign.fail("planning_failed", NOW);
        return Stream.of(
                Arguments.of(PAUSED, pause),
                Arguments.of(RUNNING, resume),
                Arguments.of(CANCELLED, cancel),
                Arguments.of(FAILED, fail),
                Arguments.of(COMPLETED, fail));
    }

    @Test
    void cancelsUntilEverythingIsHandedOver() {
        Stream.of(DRAFT, SCHEDULED, PLANNING, RUNNING, PAUSED)
                .forEach(campaign -> assertThat(campaign.cancel(NOW)).containsExactly(cancelled()));
        Stream.of(DRAINING, COMPLETED, FAILED)
                .forEach(campaign -> assertRefused(() -> campaign.cancel(NOW), "campaign_ended"));
    }

    @Test
    void drainsWhetherRunningOrPaused() {
        assertThat(RUNNING.drained(NOW)).containsExactly(drained());
        assertThat(PAUSED.drained(NOW)).containsExactly(drained());
        Stream.of(DRAFT, PLANNING, DRAINING, COMPLETED, CANCELLED)
                .forEach(campaign -> assertRefused(() -> campaign.drained(NOW), "campaign_not_running"));
    }

    @Test
    void completesOnlyOnceDrained() {
        assertThat(DRAINING.complete(NOW)).containsExactly(completed());
        Stream.of(DRAFT, PLANNING, RUNNING, PAUSED, COMPLETED, CANCELLED)
                .forEach(campaign -> assertRefused(() -> campaign.complete(NOW), "campaign_not_draining"));
    }

    @Test
    void keepsTheReasonOfItsFailure() {
        assertThat(FAILED.status().isEnd()).isTrue();
        assertThat(FAILED.statusReason()).isEqualTo("planning_failed");
    }

    @Test
    void tellsWhatToDoWithEachRefusal() {
        assertThatThrownBy(() -> COMPLETED.launch(NOW)).isInstanceOfSatisfying(CampaignRefused.class, refusal -> {
            assertThat(refusal).hasMessageContaining("completed").hasMessageContaining(ID.toString());
            assertThat(refusal.action()).isNotBlank();
        });
    }

    @Test
    void refusesAHistoryThatDoesNotStartWithItsCreation() {
        assertThatIllegalStateException().isThrownBy(() -> given(launched()));
        assertThatIllegalStateException().isThrownBy(() -> given(created(), created()));
    }

    private static void assertRefused(ThrowingCallable command, String code) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        CampaignRefused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
