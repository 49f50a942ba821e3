package io.rcsplatform.webhook.raw;

import io.rcsplatform.provider.CallbackRequest;
import java.util.UUID;

/** A stored callback of an account. */
public record RawCallback(UUID id, String account, CallbackRequest request) {}
