package io.rcsplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.simulator.SubmissionLog.CallersChoice;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SubmissionLogTest {
    private static final long START = 1_800_000_000_000L;
    private static final long PHONE = 919_800_000_000L;

    private final SubmissionLog log = new SubmissionLog(START);

    @Test
    void keepsWhatWasAccepted() {
        log.append(Contract.HUB, PHONE, START);
        log.append(Contract.SMS, 999_999_999_999_999L, START + 1000L * 3600 * 24 * 40);

        assertThat(log.size()).isEqualTo(2);
        assertThat(log.at(0)).isEqualTo(new SubmissionLog.Submission(0, Contract.HUB, PHONE, START));
        assertThat(log.at(1))
                .isEqualTo(new SubmissionLog.Submission(
                        1, Contract.SMS, 999_999_999_999_999L, START + 1000L * 3600 * 24 * 40));
    }

    @Test
    void aCallersIdIsTheProvidersToo() {
        var id = UUID.fromString("01900000-0000-7000-8000-00000000abcd");
        log.append(Contract.HUB, PHONE, START);
        log.append(Contract.RBM, PHONE, START, new CallersChoice("agent", id));
        log.append(Contract.SMS, PHONE, START);
        log.repeated(1);

        assertThat(log.contract(1)).isEqualTo(Contract.RBM);
        assertThat(log.providerId(1)).isEqualTo(id.toString());
        assertThat(log.providerId(0)).isNotEqualTo(log.providerId(1));
        assertThat(LongStream.range(0, 3).mapToObj(log::repetitions)).containsExactly(0, 1, 0);
    }

    @Test
    void countsWhatIsBeyondTheFirstOfEachNumberAndChannel() {
        log.append(Contract.HUB, PHONE, START);
        for (long i = 0; i < 200_000; i++) {
            log.append(Contract.HUB, PHONE + i, START);
        }
        log.append(Contract.GATEWAY, PHONE + 5, START);
        log.append(Contract.SMS, PHONE + 5, START);

        assertThat(log.count(false, 0)).isEqualTo(new SubmissionLog.Count(200_002, 200_000));
        assertThat(log.count(false, 0).duplicates()).isEqualTo(2);
        assertThat(log.count(false, 1).duplicates()).isEqualTo(1);
        assertThat(log.count(true, 0)).isEqualTo(new SubmissionLog.Count(1, 1));
        assertThat(log.count(true, log.size())).isEqualTo(new SubmissionLog.Count(0, 0));
    }

    @Test
    void countsWhatOneContractAcceptedInASpan() {
        for (int second = 0; second < 100; second++) {
            log.append(Contract.HUB, PHONE + second / 2, START + second * 1000L);
            log.append(Contract.SMS, PHONE, START + second * 1000L);
        }

        assertThat(log.count(Contract.HUB, START + 10_000, START + 20_000)).isEqualTo(new SubmissionLog.Count(10, 5));
        assertThat(log.count(Contract.HUB, START, START + 1_000_000)).isEqualTo(new SubmissionLog.Count(100, 50));
        assertThat(log.count(Contract.GATEWAY, START, START + 1_000_000)).isEqualTo(new SubmissionLog.Count(0, 0));
    }

    @Test
    void noTwoSubmissionsAndNoTwoRunsShareAnId() {
        for (int i = 0; i < 1000; i++) {
            log.append(i % 2 == 0 ? Contract.HUB : Contract.SMS, PHONE, START);
        }
        var other = new SubmissionLog(START + 1);
        other.append(Contract.HUB, PHONE, START);
        other.append(Contract.SMS, PHONE, START);

        assertThat(LongStream.range(0, 1000).mapToObj(log::providerId))
                .doesNotHaveDuplicates()
                .doesNotContain(other.providerId(0), other.providerId(1));
    }
}
