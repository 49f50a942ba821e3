package io.rcsplatform.domain.event;

import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.util.List;

/**
 * One recipient of a batch.
 *
 * @param values of the batch's variables, in their order
 */
public record Recipient(MessageId id, PhoneNumber to, List<String> values) {}
