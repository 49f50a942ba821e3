package io.rcsplatform.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class ReasonTest {
    @Test
    void nobodyWhoMustNotOrCannotBeReachedFallsBack() {
        var without = EnumSet.allOf(Reason.class);
        without.removeIf(Reason::allowsFallback);

        assertThat(without)
                .containsExactlyInAnyOrder(
                        Reason.OPTED_OUT,
                        Reason.DO_NOT_DISTURB,
                        Reason.BLOCKED,
                        Reason.CURFEW,
                        Reason.INVALID_NUMBER,
                        Reason.CAMPAIGN_CANCELLED);
    }
}
