package io.rcsplatform.domain.event;

import io.rcsplatform.domain.content.SmsText;

/** What to do for those whom RCS does not reach: this text, from this sender. */
public record FallbackPolicy(SenderRef sender, SmsText text) {}
