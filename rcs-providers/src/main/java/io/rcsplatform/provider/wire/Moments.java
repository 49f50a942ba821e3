package io.rcsplatform.provider.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Reads the times that providers give. */
final class Moments {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();
    private static final long FIRST_IN_MILLIS = 100_000_000_000L;

    private Moments() {}

    /**
     * Milliseconds or seconds since 1970, or ISO 8601, with UTC where no zone is given. What is missing, unreadable or later than
     * its own arrival becomes the time of arrival: so a clock that is ahead, or a local time, puts no fact into the future.
     */
    static Instant read(@Nullable String text, Instant arrival) {
        if (text == null || text.isBlank()) {
            return arrival;
        }
        var moment = parse(text.strip());
        return moment == null || moment.isAfter(arrival) ? arrival : moment;
    }

    private static @Nullable Instant parse(String text) {
        try {
            if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                long number = Long.parseLong(text);
                return number >= FIRST_IN_MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            }
            return instant(ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from));
        } catch (DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    private static Instant instant(TemporalAccessor time) {
        return time instanceof OffsetDateTime withZone
                ? withZone.toInstant()
                : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    }
}
