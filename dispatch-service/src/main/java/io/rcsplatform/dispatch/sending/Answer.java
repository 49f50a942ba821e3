package io.rcsplatform.dispatch.sending;

import io.rcsplatform.domain.message.SendOutcome;
import java.time.Instant;

/** What came back for a submission, and when. */
record Answer(Submission submission, SendOutcome outcome, Instant at) {}
