package io.rcsplatform.simulator;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is fixed for a run.
 *
 * @param port 0 for any free one
 * @param tokens of the callback addresses, by contract
 * @param rbmClientToken signs the callbacks of the contract RBM
 * @param callbackConnections at most
 * @param mostPending callbacks; beyond it submissions are answered 503
 */
record SimulatorConfig(
        String address,
        int port,
        Map<Contract, String> tokens,
        String rbmClientToken,
        int callbackConnections,
        long mostPending,
        int tokenLifetimeS,
        SimulatorSettings settings) {

    /** @param arguments {@code --port=N} or {@code --port N} */
    static SimulatorConfig from(Map<String, String> environment, String... arguments) {
        int port = (int) SimulatorSettings.number(environment, "SERVER_PORT", 8090);
        for (int i = 0; i < arguments.length; i++) {
            var argument = arguments[i];
            if (argument.startsWith("--port=")) {
                port = portOf(argument.substring("--port=".length()));
            } else if (argument.equals("--port") && i + 1 < arguments.length) {
                i++;
                port = portOf(arguments[i]);
            } else {
                throw new IllegalArgumentException("unknown argument " + argument + "; there is --port");
            }
        }
        return new SimulatorConfig(
                text(environment, "SERVER_ADDRESS", "127.0.0.1"),
                port,
                tokens(environment),
                text(environment, "RCS_DEMO_RBM_CLIENT_TOKEN", "demo-rbm-client-token"),
                (int) SimulatorSettings.number(environment, "SIM_CALLBACK_CONNECTIONS", 512),
                (long) SimulatorSettings.number(environment, "SIM_MOST_PENDING_CALLBACKS", 2_000_000),
                (int) SimulatorSettings.number(environment, "SIM_TOKEN_LIFETIME_S", 3600),
                SimulatorSettings.fromEnvironment(environment));
    }

    private static int portOf(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("--port: must be a number");
        }
    }

    private static Map<Contract, String> tokens(Map<String, String> environment) {
        var tokens = new EnumMap<Contract, String>(Contract.class);
        tokens.put(Contract.HUB, text(environment, "RCS_DEMO_CALLBACK_TOKEN_HUB", "demo-callbacks-gupshup-rcs"));
        tokens.put(
                Contract.GATEWAY,
                text(environment, "RCS_DEMO_CALLBACK_TOKEN_GATEWAY", "demo-callbacks-gupshup-gateway"));
        tokens.put(Contract.SMS, text(environment, "RCS_DEMO_CALLBACK_TOKEN_SMS", "demo-callbacks-gupshup-sms"));
        tokens.put(Contract.RBM, text(environment, "RCS_DEMO_CALLBACK_TOKEN_RBM", "demo-callbacks-google-rbm"));
        return tokens;
    }

    private static String text(Map<String, String> environment, String name, String otherwise) {
        var text = environment.get(name);
        return text == null || text.isBlank() ? otherwise : text;
    }
}
