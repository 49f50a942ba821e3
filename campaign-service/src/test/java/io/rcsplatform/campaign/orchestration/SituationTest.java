package io.rcsplatform.campaign.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.lifecycle.StallReason;
import io.rcsplatform.domain.campaign.CampaignStatus;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SituationTest {
    @ParameterizedTest
    @CsvSource({
        "PLANNING, false,   0, false,   0,  0, 0, 0, PLANNING",
        "RUNNING,  true,  200, false,   2,  0, 0, 0, BROKER_UNREACHABLE",
        "RUNNING,  false, 200, false,   2,  0, 0, 0, DISPATCH_NOT_ANSWERING",
        "RUNNING,  false, 200, false, 120,  0, 0, 0, SENDER_RATE",
        "RUNNING,  false, 200, true,  120,  0, 0, 0, PROVIDER_UNAVAILABLE",
        "RUNNING,  false,   0, false,   0,  0, 0, 0, NOT_FED",
        "DRAINING, false,   0, false,   0, 12, 0, 0, PROVIDER_UNAVAILABLE",
        "DRAINING, false,   0, false,   0, 12, 3, 0, OUTCOMES_MISSING",
        "DRAINING, false,   0, false,   0,  0, 0, 5, FALLBACKS_PENDING",
    })
    void namesTheReasonThatIsNearestToTheTrouble(
            CampaignStatus status,
            boolean feedingFails,
            long inFlight,
            boolean putOff,
            long busySeconds,
            long deferred,
            long missing,
            long fallbacksOpen,
            StallReason reason) {
        var situation = new Situation(
                status,
                feedingFails,
                inFlight,
                putOff,
                Duration.ofSeconds(busySeconds),
                deferred,
                missing,
                fallbacksOpen);

        assertThat(situation.reason()).isEqualTo(reason);
    }
}
