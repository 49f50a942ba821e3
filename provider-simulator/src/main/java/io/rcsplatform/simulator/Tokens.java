package io.rcsplatform.simulator;

import org.jspecify.annotations.Nullable;

/** The bearer tokens that were given out, each of which says when it ends. */
final class Tokens {
    private static final String TYPE = "Bearer ";

    private final int lifetimeS;
    private int generation = 1;

    Tokens(int lifetimeS) {
        this.lifetimeS = lifetimeS;
    }

    /** From now on all that were given out before are refused. */
    void revoke() {
        generation++;
    }

    int lifetimeS() {
        return lifetimeS;
    }

    String issue() {
        return prefix() + (System.currentTimeMillis() / 1000 + lifetimeS);
    }

    private String prefix() {
        return "sim." + generation + ".";
    }

    /** @param authorization the header; null where there was none */
    boolean accept(@Nullable String authorization) {
        var expected = TYPE + prefix();
        return authorization != null
                && authorization.startsWith(expected)
                && Long.parseLong(authorization, expected.length(), authorization.length(), 10)
                        > System.currentTimeMillis() / 1000;
    }
}
