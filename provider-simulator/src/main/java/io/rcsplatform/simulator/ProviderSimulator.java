package io.rcsplatform.simulator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the simulator; the environment and {@code --port} configure it. */
public final class ProviderSimulator {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderSimulator.class);

    private ProviderSimulator() {}

    public static void main(String[] arguments) {
        SimulatorConfig config;
        try {
            config = SimulatorConfig.from(System.getenv(), arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("provider-simulator: " + e.getMessage());
            System.exit(2);
            return;
        }
        var simulator = Simulator.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
        LOG.info(
                "Serving the hub at /rcs, gateway and SMS at /GatewayAPI/rest, Google RBM at /v1 on port {}; callbacks go to {}",
                simulator.port(),
                config.settings().callbackBase());
        simulator.awaitClose();
    }
}
