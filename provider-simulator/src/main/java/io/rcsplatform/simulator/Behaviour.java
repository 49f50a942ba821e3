package io.rcsplatform.simulator;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a phone number does, by its range: the two digits DD of {@code +91 98 DD nnnnnn}. Any other number is {@link #READ}. All these
 * numbers are valid Indian mobile numbers.
 */
public enum Behaviour {
    READ(Conduct.READ, Conduct.READ, 0, 69, "RCS delivered, then read as configured"),
    DELIVERED(Conduct.DELIVERED, Conduct.DELIVERED, 70, 70, "delivered, never read"),
    SILENT(Conduct.SILENT, Conduct.DELIVERED, 71, 71, "RCS accepted, no receipts; SMS delivered"),
    NOT_RCS(Conduct.NOT_RCS, Conduct.DELIVERED, 72, 72, "no RCS: refused at once; SMS delivered"),
    FAILS_LATER(Conduct.FAILED, Conduct.DELIVERED, 73, 73, "RCS fails by a receipt; SMS delivered"),
    REJECTED(Conduct.REJECTED, Conduct.DELIVERED, 74, 74, "RCS refused at once for its content; SMS delivered"),
    EXPIRES(Conduct.EXPIRED, Conduct.DELIVERED, 75, 75, "RCS expires by a receipt; SMS delivered"),
    NOT_RCS_SMS_FAILS(Conduct.NOT_RCS, Conduct.FAILED, 76, 76, "no RCS; SMS fails by a receipt"),
    NOT_RCS_SMS_REJECTED(Conduct.NOT_RCS, Conduct.REJECTED, 77, 77, "no RCS; SMS refused at once"),
    BOTH_FAIL_LATER(Conduct.FAILED, Conduct.FAILED, 78, 78, "RCS and SMS fail by a receipt"),
    NOT_RCS_SMS_HANGS(Conduct.NOT_RCS, Conduct.HANG, 79, 79, "no RCS; SMS accepted and never answered"),
    SLOW(Conduct.SLOW, Conduct.SLOW, 80, 80, "answered after 1 to 3 s, then delivered and read"),
    THROTTLED_FIRST(
            Conduct.THROTTLED_FIRST, Conduct.THROTTLED_FIRST, 81, 81, "429 with Retry-After twice, then accepted"),
    USER_CAP(Conduct.USER_CAP, Conduct.DELIVERED, 82, 82, "RCS 429: limit per user; SMS delivered"),
    ERROR_FIRST(Conduct.ERROR_FIRST, Conduct.ERROR_FIRST, 83, 83, "503 twice, then accepted"),
    ERROR(Conduct.ERROR, Conduct.DELIVERED, 84, 84, "RCS 500 always; SMS delivered"),
    HANGS(Conduct.HANG, Conduct.DELIVERED, 85, 85, "RCS accepted and never answered; SMS delivered"),
    RESETS(Conduct.RESET, Conduct.DELIVERED, 86, 86, "RCS accepted, then the connection is reset; SMS delivered"),
    DOUBLED(Conduct.DOUBLED, Conduct.DOUBLED, 87, 87, "every callback comes twice"),
    REORDERED(Conduct.REORDERED, Conduct.REORDERED, 88, 88, "read comes before delivered before sent"),
    EARLY(Conduct.EARLY, Conduct.EARLY, 89, 89, "callbacks come before the answer"),
    STOPS(Conduct.STOP, Conduct.STOP, 90, 90, "delivered, then replies STOP"),
    REPLIES(Conduct.REPLY, Conduct.REPLY, 91, 91, "delivered and read, then replies a text"),
    TAPS(Conduct.TAP, Conduct.REPLY, 92, 92, "delivered and read, then taps a suggestion");

    static final List<Behaviour> ALL = List.of(values());

    private final Conduct rcs;
    private final Conduct sms;
    private final int firstRange;
    private final int lastRange;
    private final String meaning;

    Behaviour(Conduct rcs, Conduct sms, int firstRange, int lastRange, String meaning) {
        this.rcs = rcs;
        this.sms = sms;
        this.firstRange = firstRange;
        this.lastRange = lastRange;
        this.meaning = meaning;
    }

    Conduct on(Contract contract) {
        return contract.isSms() ? sms : rcs;
    }

    public String meaning() {
        return meaning;
    }

    /** The first and the last DD, as text. */
    public String range() {
        return firstRange == lastRange ? "%02d".formatted(firstRange) : "%02d-%02d".formatted(firstRange, lastRange);
    }

    IntStream ranges() {
        return IntStream.rangeClosed(firstRange, lastRange);
    }

    int firstRange() {
        return firstRange;
    }

    int width() {
        return lastRange - firstRange + 1;
    }
}
