package io.rcsplatform.dispatch.sending;

import io.rcsplatform.domain.event.Recipient;

/**
 * One handing over of one message.
 *
 * @param attempt counts up from 1 over the message's whole life
 */
record Submission(Recipient recipient, int attempt) {}
