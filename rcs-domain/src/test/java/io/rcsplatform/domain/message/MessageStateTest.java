package io.rcsplatform.domain.message;

import static io.rcsplatform.domain.message.MessageState.DELIVERED;
import static io.rcsplatform.domain.message.MessageState.FAILED;
import static io.rcsplatform.domain.message.MessageState.READ;
import static io.rcsplatform.domain.message.MessageState.SENT;
import static io.rcsplatform.domain.message.MessageState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageStateTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Property
    void anyOrderAndAnyRepetitionOfFactsGivesTheSameLeg(
            @ForAll("facts") @Size(min = 1, max = 12) List<LegStatus> facts, @ForAll Random random) {
        var expected = joined(facts);
        var disturbed = new ArrayList<>(facts);
        for (int i = 0; i < facts.size(); i++) {
            disturbed.add(facts.get(random.nextInt(facts.size())));
        }
        java.util.Collections.shuffle(disturbed, random);

        assertThat(joined(disturbed)).isEqualTo(expected);
    }

    @Property
    void joiningIsAssociative(@ForAll("fact") LegStatus a, @ForAll("fact") LegStatus b, @ForAll("fact") LegStatus c) {
        assertThat(a.join(b).join(c)).isEqualTo(a.join(b.join(c)));
    }

    @Property
    void aStateNeverMovesDown(@ForAll("fact") LegStatus known, @ForAll("fact") LegStatus news) {
        assertThat(known.join(news).state()).isGreaterThanOrEqualTo(known.state());
    }

    @ParameterizedTest
    @EnumSource(names = {"SKIPPED", "CANCELLED", "FAILED", "EXPIRED", "REVOKED"})
    void aDeviceThatReportsDeliveryOverridesAnyEnd(MessageState end) {
        var leg = LegStatus.of(end, NOON, Reason.OTHER).join(LegStatus.of(DELIVERED, NOON.plusSeconds(1), null));

        assertThat(leg.state()).isEqualTo(DELIVERED);
        assertThat(leg.reason()).isNull();
        assertThat(leg.endedAt()).isEqualTo(NOON);
    }

    @Test
    void aReceiptResolvesALostAnswer() {
        var lost = LegStatus.of(UNKNOWN, NOON, Reason.ANSWER_LOST);

        assertThat(lost.join(LegStatus.of(SENT, NOON, null)).state()).isEqualTo(SENT);
        assertThat(lost.join(LegStatus.of(FAILED, NOON, Reason.NOT_RCS)).reason())
                .isEqualTo(Reason.NOT_RCS);
    }

    @Test
    void ofTwoTimesForOneFactTheFirstHolds() {
        var leg = LegStatus.of(READ, NOON.plusSeconds(5), null).join(LegStatus.of(READ, NOON, null));

        assertThat(leg.readAt()).isEqualTo(NOON);
    }

    @Test
    void anSmsThatWentOutIsNotHiddenByTheFailedRcsLeg() {
        var outcome = MessageOutcome.of(
                LegStatus.of(FAILED, NOON, Reason.NOT_RCS), LegStatus.of(SENT, NOON.plusSeconds(1), null));

        assertThat(outcome).isEqualTo(new MessageOutcome(SENT, null, Channel.SMS, false));
    }

    @Test
    void anSmsThatIsStillOnItsWayChangesNothingYet() {
        var outcome = MessageOutcome.of(
                LegStatus.of(FAILED, NOON, Reason.NOT_RCS), LegStatus.of(MessageState.SUBMITTING, NOON, null));

        assertThat(outcome).isEqualTo(new MessageOutcome(FAILED, Reason.NOT_RCS, Channel.RCS, false));
    }

    @Test
    void arrivingOnBothChannelsIsSaid() {
        var outcome = MessageOutcome.of(LegStatus.of(DELIVERED, NOON, null), LegStatus.of(DELIVERED, NOON, null));

        assertThat(outcome).isEqualTo(new MessageOutcome(DELIVERED, null, Channel.RCS, true));
    }

    @Test
    void workInHandIsNoOutcome() {
        assertThat(MessageOutcome.of(LegStatus.of(MessageState.SUBMITTING, NOON, null), null)
                        .state())
                .isNull();
        assertThat(MessageOutcome.of(null, null).state()).isNull();
    }

    @Property
    void aMessageIsAsFarAsOneOfItsLegs(@ForAll("fact") LegStatus rcs, @ForAll("fact") LegStatus sms) {
        var outcome = MessageOutcome.of(rcs, sms);

        assertThat(outcome.state()).isIn(rcs.state(), sms.state(), null);
        assertThat(rcs.state().isDelivered() || sms.state().isDelivered())
                .isEqualTo(outcome.state() != null && outcome.state().isDelivered());
    }

    @Provide
    Arbitrary<List<LegStatus>> facts() {
        return fact().list();
    }

    @Provide
    Arbitrary<LegStatus> fact() {
        return Combinators.combine(
                        Arbitraries.of(MessageState.class),
                        Arbitraries.integers().between(0, 5).map(NOON::plusSeconds),
                        Arbitraries.of(Reason.class).injectNull(0.2))
                .as(LegStatus::of);
    }

    private static LegStatus joined(List<LegStatus> facts) {
        return facts.stream().reduce(LegStatus::join).orElseThrow();
    }
}
