package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;

/** One leg of one message. */
public record LegKey(TenantId tenant, MessageId message, Channel leg) {}
