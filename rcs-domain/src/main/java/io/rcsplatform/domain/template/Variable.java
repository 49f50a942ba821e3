package io.rcsplatform.domain.template;

import org.jspecify.annotations.Nullable;

/**
 * A declared variable of a template.
 *
 * @param defaultValue used where a recipient has no value of that name; without one such a recipient is skipped
 */
public record Variable(String name, @Nullable String defaultValue) {}
