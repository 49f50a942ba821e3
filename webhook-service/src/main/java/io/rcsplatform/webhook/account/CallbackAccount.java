package io.rcsplatform.webhook.account;

import io.rcsplatform.provider.CallbackReader;

/** A provider account's name, with what reads the callbacks of its provider. */
public record CallbackAccount(String name, CallbackReader reader) {}
