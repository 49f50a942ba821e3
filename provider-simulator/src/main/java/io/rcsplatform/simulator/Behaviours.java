package io.rcsplatform.simulator;

import io.rcsplatform.domain.phone.PhoneNumber;
import java.util.Arrays;

/** Numbers and what they do. */
public final class Behaviours {
    private static final long PREFIX = 9198;
    private static final int PER_RANGE = 1_000_000;
    private static final long DIVISOR = 100L * PER_RANGE;
    private static final Behaviour[] BY_RANGE = byRange();

    private Behaviours() {}

    private static Behaviour[] byRange() {
        var table = new Behaviour[100];
        Arrays.fill(table, Behaviour.READ);
        for (var behaviour : Behaviour.ALL) {
            behaviour.ranges().forEach(range -> table[range] = behaviour);
        }
        return table;
    }

    public static Behaviour of(PhoneNumber phone) {
        return of(phone.digits());
    }

    static Behaviour of(long digits) {
        return digits / DIVISOR == PREFIX ? BY_RANGE[(int) (digits % DIVISOR / PER_RANGE)] : Behaviour.READ;
    }

    /** How many numbers a behaviour has. */
    public static int count(Behaviour behaviour) {
        return behaviour.width() * PER_RANGE;
    }

    /**
     * The number with this index among those that behave so. Neighbours lie in different ranges where a behaviour has several.
     *
     * @throws IllegalArgumentException when the behaviour has no number of that index
     */
    public static PhoneNumber number(Behaviour behaviour, int index) {
        if (index < 0 || index >= count(behaviour)) {
            throw new IllegalArgumentException(
                    "there are " + count(behaviour) + " numbers that behave as " + behaviour);
        }
        int range = behaviour.firstRange() + index % behaviour.width();
        return new PhoneNumber(PREFIX * DIVISOR + (long) range * PER_RANGE + index / behaviour.width());
    }
}
