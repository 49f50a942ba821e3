package io.rcsplatform.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** A place in a sorted list: the sort key of the last row that was shown. Opaque to clients. */
public record Cursor(String key) {

    public static Cursor at(UUID id) {
        return new Cursor(id.toString());
    }

    public static Cursor at(long number) {
        return new Cursor(Long.toString(number));
    }

    /** @throws ApiProblem when it is none of ours */
    public static Cursor decode(String text) {
        try {
            return new Cursor(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            throw notOurs();
        }
    }

    public String encode() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    public UUID uuid() {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException _) {
            throw notOurs();
        }
    }

    public long number() {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException _) {
            throw notOurs();
        }
    }

    private static ApiProblem notOurs() {
        return ApiProblem.invalid("?cursor", "invalid_cursor", "must be the next_cursor of a page of this list");
    }
}
