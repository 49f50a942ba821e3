package io.rcsplatform.webhook.intake;

import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.webhook.account.CallbackAccount;
import io.rcsplatform.webhook.intake.IntakeMemory.Room;
import io.rcsplatform.webhook.intake.Taken.Answered;
import io.rcsplatform.webhook.intake.Taken.Refused;
import io.rcsplatform.webhook.intake.Waiting.Answer;
import io.rcsplatform.webhook.raw.Arrival;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Takes in one callback of an account: within the limits, authentic, and durable when it returns. What only asks is answered. */
final class TakeCallback {
    private final Arrivals arrivals;
    private final IntakeMemory memory;
    private final IntakeProperties properties;
    private final Clock clock;

    TakeCallback(Arrivals arrivals, IntakeMemory memory, IntakeProperties properties, Clock clock) {
        this.arrivals = arrivals;
        this.memory = memory;
        this.properties = properties;
        this.clock = clock;
    }

    Taken take(CallbackAccount account, HttpServletRequest request) throws IOException {
        long expected = expectedLength(request);
        if (expected > maxBody()) {
            return new Refused(CallbackRefusal.TOO_LARGE);
        }
        try (var room = memory.take(expected)) {
            return room == null
                    ? new Refused(CallbackRefusal.BUSY)
                    : take(account, request, body(request, expected), room);
        }
    }

    private Taken take(CallbackAccount account, HttpServletRequest request, byte[] body, Room room) {
        if (body.length > maxBody()) {
            return new Refused(CallbackRefusal.TOO_LARGE);
        }
        var callback = Callbacks.of(request, body, now());
        if (!account.reader().authentic(callback)) {
            return new Refused(CallbackRefusal.NOT_AUTHENTIC);
        }
        var answer = account.reader().answer(callback);
        return answer == null ? store(account, callback, room) : new Answered(answer);
    }

    private Taken store(CallbackAccount account, CallbackRequest callback, Room room) {
        var waiting = new Waiting(new Arrival(account.name(), Callbacks.worthKeeping(callback)));
        room.handOverTo(waiting);
        arrivals.add(waiting);
        return waiting.await(properties.answerWithin()) == Answer.STORED
                ? Taken.STORED
                : new Refused(CallbackRefusal.NOT_STORED);
    }

    private long expectedLength(HttpServletRequest request) {
        if (request.getHeader("Transfer-Encoding") != null) {
            return maxBody();
        }
        return Math.max(0, request.getContentLengthLong());
    }

    private byte[] body(HttpServletRequest request, long expected) throws IOException {
        boolean chunked = request.getContentLengthLong() < 0 && expected > 0;
        var body = request.getInputStream().readNBytes(chunked ? maxBody() + 1 : (int) expected);
        if (!chunked && body.length < expected) {
            throw new EOFException("a callback broke off");
        }
        return body;
    }

    /** As precisely as it is stored, so that reading it again gives the same. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private int maxBody() {
        return Math.toIntExact(properties.maxBody().toBytes());
    }
}
