package io.rcsplatform.platform.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/** Reads times in RFC 3339. The form that we write ourselves is read by hand: an event batch holds hundreds of them. */
final class InstantText {
    private static final int SECONDS_END = 19;
    private static final int MAX_FRACTION = 9;

    private InstantText() {}

    /** @throws IllegalArgumentException when it is no such time */
    static Instant parse(String text) {
        try {
            return isUtc(text) ? parseUtc(text) : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected a time in RFC 3339", e);
        }
    }

    /** {@code 2026-01-31T12:00:00Z}, with up to nine digits of a fraction. */
    private static boolean isUtc(String text) {
        int length = text.length();
        return length > SECONDS_END
                && length <= SECONDS_END + 2 + MAX_FRACTION
                && text.charAt(length - 1) == 'Z'
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (length == SECONDS_END + 1 || (length > SECONDS_END + 2 && text.charAt(SECONDS_END) == '.'));
    }

    private static Instant parseUtc(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int hour = within(number(text, 11, 13), 23);
        int minute = within(number(text, 14, 16), 59);
        int second = within(number(text, 17, SECONDS_END), 59);
        return Instant.ofEpochSecond(day * 86_400 + hour * 3_600L + minute * 60L + second, nanos(text));
    }

    private static int nanos(String text) {
        int end = text.length() - 1;
        if (end == SECONDS_END) {
            return 0;
        }
        int fraction = number(text, SECONDS_END + 1, end);
        for (int digits = end - SECONDS_END - 1; digits < MAX_FRACTION; digits++) {
            fraction *= 10;
        }
        return fraction;
    }

    private static int number(String text, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + within(text.charAt(i) - '0', 9);
        }
        return number;
    }

    private static int within(int number, int max) {
        if (number < 0 || number > max) {
            throw new DateTimeException("out of range");
        }
        return number;
    }
}
