package io.rcsplatform.platform.id;

import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.Uuid7;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Draws ids that sort by time. */
public final class Ids {
    private final Clock clock;
    private final RandomGenerator random;

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public EventId event() {
        return new EventId(draw());
    }

    public UUID draw() {
        return Uuid7.draw(clock.instant(), random);
    }
}
