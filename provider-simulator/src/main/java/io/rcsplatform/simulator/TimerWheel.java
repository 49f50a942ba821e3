package io.rcsplatform.simulator;

import java.util.Arrays;

/**
 * Timers for millions of small things: a hashed wheel whose slots hold plain numbers. Not safe for concurrent use.
 *
 * <p>What is timed is two numbers; of the first only the lower 48 bits are kept.
 */
final class TimerWheel {
    static final int TICK_MS = 10;
    private static final int SLOTS = 4096;
    private static final int ROUNDS_SHIFT = 48;
    private static final long VALUE = (1L << ROUNDS_SHIFT) - 1;
    private static final long MOST_ROUNDS = (1L << 15) - 1;

    private final Slot[] slots = new Slot[SLOTS];
    private long[] spare = {};
    private long tick;

    TimerWheel(long now) {
        this.tick = now / TICK_MS;
        Arrays.setAll(slots, _ -> new Slot());
    }

    private static final class Slot {
        private long[] values = {};
        private int length;

        void add(long value, long extra) {
            if (length == values.length) {
                values = Arrays.copyOf(values, Math.max(16, length * 2));
            }
            values[length++] = value;
            values[length++] = extra;
        }
    }

    interface Due {
        void fire(long value, long extra);
    }

    void schedule(long value, long extra, long at) {
        long due = Math.max(at / TICK_MS, tick + 1);
        long rounds = Math.min((due - tick - 1) / SLOTS, MOST_ROUNDS);
        slots[(int) (due % SLOTS)].add((value & VALUE) | (rounds << ROUNDS_SHIFT), extra);
    }

    void advance(long now, Due due) {
        for (long last = now / TICK_MS; tick < last; ) {
            tick++;
            turn(slots[(int) (tick % SLOTS)], due);
        }
    }

    private void turn(Slot slot, Due due) {
        int length = slot.length;
        if (length == 0) {
            return;
        }
        var values = slot.values;
        slot.values = spare;
        slot.length = 0;
        for (int i = 0; i < length; i += 2) {
            long rounds = values[i] >>> ROUNDS_SHIFT;
            if (rounds == 0) {
                due.fire(values[i] & VALUE, values[i + 1]);
            } else {
                slot.add((values[i] & VALUE) | ((rounds - 1) << ROUNDS_SHIFT), values[i + 1]);
            }
        }
        spare = values;
    }
}
