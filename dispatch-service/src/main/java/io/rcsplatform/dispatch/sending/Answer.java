package io.rcsplatform.dispatch.sending;

import io.rcsplatform.domain.message.SendOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came back for a submission, and when.
 *
 * @param traceparent of the call, where it is traced
 */
record Answer(
        Submission submission,
        SendOutcome outcome,
        Instant at,
        @Nullable String traceparent) {}
