package io.rcsplatform.domain.content;

/**
 * One thing wrong with what a user gave, and what to do about it.
 *
 * @param pointer where it stands, as a JSON pointer (RFC 6901)
 * @param code a word from the documented list, such as {@code too_long}
 */
public record Violation(String pointer, String code, String detail) {}
