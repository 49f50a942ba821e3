package io.rcsplatform.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * Which page was asked for: the query parameters {@code limit} and {@code cursor}. A handler takes it as an argument.
 *
 * @param limit 1 to 200
 * @param after the last row of the page before; null for the first page
 */
public record Paging(int limit, @Nullable Cursor after) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** One more row than asked for, to see whether there are more. */
    public int fetch() {
        return limit + 1;
    }

    static Paging parse(@Nullable String limit, @Nullable String cursor) {
        return new Paging(
                limit == null ? DEFAULT_LIMIT : parseLimit(limit), cursor == null ? null : Cursor.decode(cursor));
    }

    private static int parseLimit(String limit) {
        try {
            int parsed = Integer.parseInt(limit);
            if (parsed >= 1 && parsed <= MAX_LIMIT) {
                return parsed;
            }
        } catch (NumberFormatException _) {
            // answered below, like a number out of bounds
        }
        throw ApiProblem.invalid("?limit", "out_of_range", "must be a number from 1 to " + MAX_LIMIT);
    }
}
