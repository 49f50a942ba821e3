package io.rcsplatform.dispatch.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.dispatch.batch.Lease;
import io.rcsplatform.dispatch.batch.Share;
import io.rcsplatform.dispatch.script.Batch;
import io.rcsplatform.domain.event.DispatchBatch;
import io.rcsplatform.domain.event.Recipient;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.MessageId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkTest {
    private static final int ENOUGH = 100;
    private static final Batch ORDINARY = Batch.of(2).withFallback();

    @Test
    void batchesOfACampaignGoTogether() {
        var work = Work.of(List.of(share(ORDINARY), share(ORDINARY.number(1))), ENOUGH);

        assertThat(work).singleElement().satisfies(one -> {
            assertThat(one.leases()).hasSize(2);
            assertThat(messages(one.batch()))
                    .containsExactly(
                            ORDINARY.message(0),
                            ORDINARY.message(1),
                            ORDINARY.number(1).message(0),
                            ORDINARY.number(1).message(1));
        });
    }

    static Stream<Batch> different() {
        return Stream.of(
                ORDINARY.owned(Batch.of(1).tenant()),
                new Batch(
                        ORDINARY.tenant(),
                        new CampaignId(Batch.draw()),
                        ORDINARY.launchedAt(),
                        1,
                        2,
                        ORDINARY.channel(),
                        ORDINARY.sender(),
                        ORDINARY.deadline(),
                        ORDINARY.fallback(),
                        ORDINARY.policy()),
                ORDINARY.from("another agent"),
                ORDINARY.until(ORDINARY.deadline().plusSeconds(1)),
                ORDINARY.neverMissing(),
                ORDINARY.withFallback(),
                ORDINARY.asSms());
    }

    @ParameterizedTest
    @MethodSource("different")
    void whatDiffersInMoreThanItsRecipientsDoesNot(Batch other) {
        assertThat(Work.of(List.of(share(ORDINARY), share(other)), ENOUGH)).hasSize(2);
    }

    @Test
    void noMoreGoTogetherThanMayBeAtTheProviderAtOnce() {
        var shares =
                Stream.of(0, 1, 2).map(ORDINARY::number).map(WorkTest::share).toList();

        assertThat(Work.of(shares, 5))
                .extracting(work -> messages(work.batch()).size())
                .containsExactly(4, 2);
        assertThat(Work.of(shares, 1)).hasSize(3);
    }

    @Test
    void recipientsAreSplitIntoTheBatchesThatTheyAreOf() {
        var second = ORDINARY.number(1);
        var work = Work.of(List.of(share(ORDINARY), share(second)), ENOUGH).getFirst();
        var recipients = work.batch().recipients();

        var split = work.split(List.of(recipients.get(3), recipients.get(0)));

        assertThat(split).extracting(DispatchBatch::batchId).containsExactly(second.id(), ORDINARY.id());
        assertThat(split.get(0).recipients()).containsExactly(recipients.get(3));
        assertThat(split.get(1).recipients()).containsExactly(recipients.get(0));
    }

    private static List<MessageId> messages(DispatchBatch batch) {
        return batch.recipients().stream().map(Recipient::id).toList();
    }

    private static Share share(Batch batch) {
        var lease = new Lease(batch.tenant(), batch.id(), batch.channel(), 1, UUID.randomUUID());
        return new Share(batch.event(), lease, null);
    }
}
