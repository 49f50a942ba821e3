package io.rcsplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long START = 1_800_000_000_000L;

    @Test
    void nothingFiresEarlyAndNothingMoreThanATickLate() {
        var wheel = new TimerWheel(START);
        var random = new SplittableRandom(7);
        int timers = 20_000;
        var due = new long[timers];
        for (int i = 0; i < timers; i++) {
            due[i] = START + 20 + random.nextLong(200_000);
            wheel.schedule(i, due[i], due[i]);
        }

        var fired = new ArrayList<Integer>();
        for (long now = START; now < START + 201_000; now += 5) {
            long time = now;
            wheel.advance(now, (value, extra) -> {
                assertThat(extra).isEqualTo(due[(int) value]);
                assertThat(time).isBetween(extra - TimerWheel.TICK_MS, extra + TimerWheel.TICK_MS);
                fired.add((int) value);
            });
        }

        assertThat(fired).hasSize(timers).doesNotHaveDuplicates();
    }

    @Test
    void aTimerThatIsSetWhileAnotherFiresFiresAtTheNextTick() {
        var wheel = new TimerWheel(START);
        var fired = new ArrayList<Long>();
        TimerWheel.Due due = (value, _) -> {
            fired.add(value);
            wheel.schedule(value + 1, 0, 0);
        };
        wheel.schedule(1, 0, START + 50);

        wheel.advance(START + 50, due);
        assertThat(fired).isEqualTo(List.of(1L));

        wheel.advance(START + 60, due);
        assertThat(fired).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void whatIsOverdueAfterAPauseFiresAtOnce() {
        var wheel = new TimerWheel(START);
        var fired = new ArrayList<Long>();
        for (long i = 0; i < 10; i++) {
            wheel.schedule(i, 0, START + i * 30_000);
        }

        wheel.advance(START + 1_000_000, (value, _) -> fired.add(value));

        assertThat(fired).hasSize(10);
    }
}
