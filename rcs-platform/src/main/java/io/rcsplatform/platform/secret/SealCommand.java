package io.rcsplatform.platform.secret;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Seals what comes in, or seals a file's values again under the newest master key. Secrets come by standard input only. */
public final class SealCommand {
    private SealCommand() {}

    public static void main(String... arguments) throws IOException {
        System.exit(run(arguments, System.in, System.out, System.err, System::getenv));
    }

    static int run(
            String[] arguments,
            InputStream in,
            PrintStream out,
            PrintStream problems,
            Function<String, @Nullable String> settings)
            throws IOException {
        var command = arguments.length == 1 ? arguments[0] : "";
        try {
            switch (command) {
                case "seal" -> out.println(MasterKeys.configured(settings).seal(read(in).stripTrailing()));
                case "reseal" -> out.print(MasterKeys.configured(settings).reseal(read(in)));
                default -> {
                    problems.println("usage: seal | reseal, with what is to be sealed on standard input");
                    return 2;
                }
            }
            out.flush();
            return 0;
        } catch (IllegalArgumentException e) {
            problems.println(e.getMessage());
            return 1;
        }
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
