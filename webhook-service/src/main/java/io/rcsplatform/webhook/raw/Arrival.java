package io.rcsplatform.webhook.raw;

import io.rcsplatform.provider.CallbackRequest;

/** A callback of an account, not stored yet. */
public record Arrival(String account, CallbackRequest request) {}
