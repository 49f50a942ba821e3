package io.rcsplatform.domain.event;

import io.rcsplatform.domain.id.SenderId;
import org.jspecify.annotations.Nullable;

/**
 * A sender as dispatch-service needs it.
 *
 * @param account name of the provider account that it sends through
 * @param address the agent's id at the provider for RCS, the sender id (mask) for SMS; null where the account implies it
 * @param ratePerSecond messages per second, shared by all that use this sender
 */
public record SenderRef(
        SenderId id, String account, @Nullable String address, int ratePerSecond) {}
