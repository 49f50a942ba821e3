package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Cursor;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Where a receipt stands in the list of those without a message: by time, and by its key among those of one instant.
 *
 * @param state its code in the table
 */
record UnmatchedPlace(Instant receivedAt, String account, short state, String providerId) {
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 4;

    Cursor cursor() {
        return new Cursor(String.join(SEPARATOR, receivedAt.toString(), account, Short.toString(state), providerId));
    }

    /** @throws ApiProblem when it is none of this list's */
    static UnmatchedPlace of(Cursor cursor) {
        var parts = cursor.key().split(SEPARATOR, PARTS);
        try {
            if (parts.length == PARTS && !cursor.key().contains("\0")) {
                return new UnmatchedPlace(Instant.parse(parts[0]), parts[1], Short.parseShort(parts[2]), parts[3]);
            }
        } catch (DateTimeException | NumberFormatException _) {
            // answered below, like one of another list
        }
        throw ApiProblem.invalid("?cursor", "invalid_cursor", "must be the next_cursor of a page of this list");
    }
}
