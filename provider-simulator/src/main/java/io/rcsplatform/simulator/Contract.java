package io.rcsplatform.simulator;

import java.util.Locale;

/** The wire contracts that are spoken here. */
enum Contract {
    HUB(0),
    GATEWAY(1),
    SMS(2),
    RBM(3);

    static final int COUNT = values().length;

    private static final Contract[] ALL = values();

    private final int code;

    Contract(int code) {
        this.code = code;
    }

    static Contract of(int code) {
        return ALL[code];
    }

    /** From 0 on, without a gap. */
    int code() {
        return code;
    }

    static Contract named(String name) {
        for (var contract : ALL) {
            if (contract.wireName().equals(name)) {
                return contract;
            }
        }
        throw new IllegalArgumentException("contract: must be hub, gateway, sms or rbm");
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whose contract it is, as the callback addresses say. */
    String provider() {
        return this == RBM ? "google-rbm" : "gupshup";
    }

    /** Receipts in one callback, at most. */
    int mostInACallback() {
        return switch (this) {
            case HUB, RBM -> 1;
            case GATEWAY, SMS -> CallbackBodies.MOST_IN_A_BATCH;
        };
    }

    /** Google says nothing of a message that it has taken, SMS only how it ended. */
    boolean reportsSent() {
        return this == HUB || this == GATEWAY;
    }

    boolean isSms() {
        return this == SMS;
    }

    /** The name of the channel in reports. */
    String channel() {
        return isSms() ? "sms" : "rcs";
    }
}
