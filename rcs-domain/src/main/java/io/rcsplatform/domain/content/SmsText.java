package io.rcsplatform.domain.content;

import org.jspecify.annotations.Nullable;

/**
 * A text message.
 *
 * @param dltTemplateId the registered content template that India's DLT rules require, where they apply
 */
public record SmsText(String text, @Nullable String dltTemplateId) implements MessageContent {}
