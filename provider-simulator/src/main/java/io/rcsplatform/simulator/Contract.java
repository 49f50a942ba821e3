package io.rcsplatform.simulator;

import java.util.Locale;

/** The wire contracts that are spoken here. */
enum Contract {
    HUB(0),
    GATEWAY(1),
    SMS(2);

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
        throw new IllegalArgumentException("contract: must be hub, gateway or sms");
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isSms() {
        return this == SMS;
    }

    /** The name of the channel in reports. */
    String channel() {
        return isSms() ? "sms" : "rcs";
    }
}
