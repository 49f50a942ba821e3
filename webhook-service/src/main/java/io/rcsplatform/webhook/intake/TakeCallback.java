package io.rcsplatform.webhook.intake;

import io.rcsplatform.provider.CallbackRequest;
import io.rcsplatform.webhook.account.CallbackAccount;
import io.rcsplatform.webhook.account.CallbackAccounts;
import io.rcsplatform.webhook.intake.IntakeMemory.Room;
import io.rcsplatform.webhook.intake.Taken.Answered;
import io.rcsplatform.webhook.intake.Taken.Refused;
import io.rcsplatform.webhook.intake.Waiting.Answer;
import io.rcsplatform.webhook.raw.Arrival;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Takes in callbacks ({@code /callbacks/{provider}/{account token}}), whichever way they come: within the limits, authentic, and durable
 * when answered. What only asks is answered at once.
 */
final class TakeCallback {
    static final String PREFIX = "/callbacks/";

    private final CallbackAccounts accounts;
    private final Arrivals arrivals;
    private final IntakeMemory memory;
    private final IntakeProperties properties;
    private final Clock clock;

    TakeCallback(
            CallbackAccounts accounts,
            Arrivals arrivals,
            IntakeMemory memory,
            IntakeProperties properties,
            Clock clock) {
        this.accounts = accounts;
        this.arrivals = arrivals;
        this.memory = memory;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Decides what can be decided before the body is read.
     *
     * @param path the raw one, without the query
     * @param expected bytes of the body; where that is not said, as many as are allowed
     */
    Admission admit(String method, String path, long expected) {
        if (!method.equals("POST") && !method.equals("GET")) {
            return new Admission.No(CallbackRefusal.METHOD);
        }
        var account = account(path);
        if (account.isEmpty()) {
            return new Admission.No(CallbackRefusal.UNKNOWN_ADDRESS);
        }
        if (expected > maxBody()) {
            return new Admission.No(CallbackRefusal.TOO_LARGE);
        }
        var room = memory.take(expected);
        return room == null ? new Admission.No(CallbackRefusal.BUSY) : new Admission.Yes(account.get(), room);
    }

    /** The future never fails. The admission's room is handed over, unless the callback is answered at once. */
    CompletableFuture<Taken> take(Admission.Yes admission, CallbackRequest callback) {
        var reader = admission.account().reader();
        if (callback.body().length > maxBody()) {
            return refused(CallbackRefusal.TOO_LARGE);
        }
        if (!reader.authentic(callback)) {
            return refused(CallbackRefusal.NOT_AUTHENTIC);
        }
        var answer = reader.answer(callback);
        return answer == null ? store(admission, callback) : CompletableFuture.completedFuture(new Answered(answer));
    }

    int maxBody() {
        return Math.toIntExact(properties.maxBody().toBytes());
    }

    /** As precisely as it is stored, so that reading it again gives the same. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private CompletableFuture<Taken> store(Admission.Yes admission, CallbackRequest callback) {
        var arrival = new Arrival(admission.account().name(), Callbacks.worthKeeping(callback));
        var waiting = new Waiting(arrival, properties.answerWithin());
        admission.room().handOverTo(waiting);
        arrivals.add(waiting);
        return waiting.answered()
                .thenApply(answer -> answer == Answer.STORED ? Taken.STORED : new Refused(CallbackRefusal.NOT_STORED));
    }

    private static CompletableFuture<Taken> refused(CallbackRefusal why) {
        return CompletableFuture.completedFuture(new Refused(why));
    }

    private Optional<CallbackAccount> account(String path) {
        int slash = path.indexOf('/', PREFIX.length());
        return slash < 0 || !path.startsWith(PREFIX)
                ? Optional.empty()
                : accounts.byAddress(path.substring(PREFIX.length(), slash), path.substring(slash + 1));
    }

    /** Whether a callback's body may be read. */
    sealed interface Admission {
        /** @param room for the body; to be closed whatever happens */
        record Yes(CallbackAccount account, Room room) implements Admission {}

        record No(CallbackRefusal why) implements Admission {}
    }
}
