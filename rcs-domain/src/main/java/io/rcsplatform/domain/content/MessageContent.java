package io.rcsplatform.domain.content;

/** What a message says, on either channel. Texts may hold variables, written {@code {{name}}}. */
public sealed interface MessageContent permits RcsContent, SmsText {}
