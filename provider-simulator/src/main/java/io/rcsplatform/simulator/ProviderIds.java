package io.rcsplatform.simulator;

import java.util.UUID;

/** Ids as the providers write them. */
final class ProviderIds {
    private static final long FIRST_PART = 4_000_000_000_000_000_000L;
    private static final long SECOND_PART = 240_000_000_000_000_000L;
    private static final long INBOUND = 1L << 40;

    private ProviderIds() {}

    static String hub(long run, long number) {
        return new UUID((run << 16) | 0x4000, 0x8000_0000_0000_0000L | number).toString();
    }

    static String gateway(long run, long number) {
        return (FIRST_PART + run) + "-" + (SECOND_PART + number);
    }

    /** Of what people send. */
    static String inbound(Contract contract, long run, long number) {
        return contract == Contract.HUB || contract == Contract.RBM
                ? hub(run, INBOUND + number)
                : gateway(run, INBOUND + number);
    }
}
