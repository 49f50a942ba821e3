package io.rcsplatform.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked for.
 *
 * @param recipients how many rows of the contacts file to use
 * @param live whether progress is shown on one line that changes, for a terminal
 * @param simulator null where real providers are configured
 * @param processes {@code name=pid} pairs to measure; empty for none
 */
record DemoOptions(
        URI gateway,
        @Nullable URI simulator,
        Path apiKeyFile,
        Path csv,
        int recipients,
        boolean json,
        boolean live,
        boolean measure,
        String processes) {

    /** @throws IllegalArgumentException saying which option is missing or wrong */
    static DemoOptions parse(String... arguments) {
        URI gateway = null;
        URI simulator = null;
        Path apiKeyFile = null;
        Path csv = null;
        int recipients = 10_000;
        boolean json = false;
        boolean live = false;
        boolean measure = false;
        var processes = "";
        var rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            var option = rest.removeFirst();
            switch (option) {
                case "--json" -> json = true;
                case "--live" -> live = true;
                case "--measure" -> measure = true;
                case "--gateway" -> gateway = URI.create(value(option, rest));
                case "--simulator" -> simulator = URI.create(value(option, rest));
                case "--api-key-file" -> apiKeyFile = Path.of(value(option, rest));
                case "--csv" -> csv = Path.of(value(option, rest));
                case "--recipients" -> recipients = count(value(option, rest));
                case "--pids" -> processes = value(option, rest);
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        if (gateway == null || apiKeyFile == null || csv == null) {
            throw new IllegalArgumentException("--gateway, --api-key-file and --csv are required");
        }
        return new DemoOptions(gateway, simulator, apiKeyFile, csv, recipients, json, live, measure, processes);
    }

    private static String value(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.removeFirst();
    }

    private static int count(String text) {
        if (!text.matches("[1-9]\\d{0,7}")) {
            throw new IllegalArgumentException("--recipients takes a whole number from 1 to 99999999, not " + text);
        }
        return Integer.parseInt(text);
    }
}
