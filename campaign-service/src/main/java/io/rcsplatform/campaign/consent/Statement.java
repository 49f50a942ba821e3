package io.rcsplatform.campaign.consent;

import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What was said about one number.
 *
 * @param source by which way it came, such as {@code api} or {@code import imp_…}
 * @param at when it was said, to the microsecond
 */
public record Statement(PhoneNumber number, ConsentState state, String source, Instant at) {
    public Statement {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
