package io.rcsplatform.dispatch.ledger;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How legs, states and reasons are written in the tables. Codes never change their meaning; they ascend as the join does. */
public final class LedgerCodes {
    private static final Map<Short, MessageState> STATES = Stream.of(MessageState.values())
            .collect(Collectors.toUnmodifiableMap(LedgerCodes::of, Function.identity()));
    private static final Map<String, Reason> REASONS = Stream.of(Reason.values())
            .collect(Collectors.toUnmodifiableMap(
                    reason -> reason.name().toLowerCase(Locale.ROOT), Function.identity()));

    private LedgerCodes() {}

    public static short of(Channel leg) {
        return switch (leg) {
            case RCS -> 1;
            case SMS -> 2;
        };
    }

    public static Channel leg(short code) {
        return switch (code) {
            case 1 -> Channel.RCS;
            case 2 -> Channel.SMS;
            default -> throw new IllegalStateException("no leg has the code " + code);
        };
    }

    public static short of(MessageState state) {
        return switch (state) {
            case ACCEPTED -> 10;
            case SUBMITTING -> 20;
            case UNKNOWN -> 30;
            case SENT -> 40;
            case SKIPPED -> 50;
            case CANCELLED -> 60;
            case FAILED -> 70;
            case EXPIRED -> 80;
            case REVOKED -> 90;
            case DELIVERED -> 100;
            case READ -> 110;
        };
    }

    public static MessageState state(short code) {
        var state = STATES.get(code);
        if (state == null) {
            throw new IllegalStateException("no state has the code " + code);
        }
        return state;
    }

    public static @Nullable String of(@Nullable Reason reason) {
        return reason == null ? null : reason.name().toLowerCase(Locale.ROOT);
    }

    /** A name that a newer version wrote reads as {@link Reason#OTHER}. */
    public static @Nullable Reason reason(@Nullable String name) {
        return name == null ? null : REASONS.getOrDefault(name, Reason.OTHER);
    }
}
