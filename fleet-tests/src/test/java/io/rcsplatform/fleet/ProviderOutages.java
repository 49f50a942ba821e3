package io.rcsplatform.fleet;

import io.rcsplatform.bench.Simulator;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The provider is out for three seconds each minute, until this is closed. */
final class ProviderOutages implements AutoCloseable {
    private static final int EVERY_S = 60;
    private static final int LENGTH_S = 3;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    ProviderOutages(Simulator simulator) {
        var _ = clock.scheduleAtFixedRate(
                () -> simulator.configure(Map.of("outage", true)), EVERY_S / 2, EVERY_S, TimeUnit.SECONDS);
        var _ = clock.scheduleAtFixedRate(
                () -> simulator.configure(Map.of("outage", false)), EVERY_S / 2 + LENGTH_S, EVERY_S, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
