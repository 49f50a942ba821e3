package io.rcsplatform.platform.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Refuses to start with secrets that everybody knows, and with accounts' secrets that stand in a file as they are. Only the demo, which says so
 * in {@value #DEMO}, may have both.
 */
class RefuseWeakSecrets implements EnvironmentPostProcessor, Ordered {
    static final String DEMO = "RCS_DEMO";

    private static final String FILE = "Config resource 'file [";
    private static final String SECRET = "(?:[a-z0-9_.-]*[_.-])?(?:secret|password|token|private[_-]key|key|pepper)";
    private static final Pattern OF_ACCOUNTS = Pattern.compile(
            "rcs\\.accounts\\.[^.]+\\.(?:credentials\\." + SECRET + "|callback-token)", Pattern.CASE_INSENSITIVE);
    private static final List<String> OF_SERVICES = List.of(
            "rcs.bootstrap.api-key",
            "rcs.identity.key",
            "rcs.api-keys.pepper",
            "spring.datasource.password",
            "spring.data.redis.password",
            "spring.rabbitmq.password");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}:]+:?}");
    /** From here on a secret of three different characters was not drawn. */
    private static final int LONG = 16;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    /** Of the demo's files, and what people put where they mean to come back; in lower case. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "admin",
            "change-me",
            "changeme",
            "demo",
            "guest",
            "local",
            "password",
            "rcs",
            "rcs_test_demoonthismachineisnosecretatall",
            "secret",
            "test",
            "zgvtby1vbi10aglzlw1hy2hpbmutbm90lwetc2vjcmv0iq==");
    /** SHA-256 of the private key in config/accounts-demo.yml, without line breaks. */
    private static final String DEMO_PRIVATE_KEY = "58cb0d960a09ec55b3652f005a4b51719c6e50cff1537c05dacfdf251bf26c55";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty(DEMO, Boolean.class, false)) {
            return;
        }
        var wrong = new ArrayList<String>();
        for (var source : environment.getPropertySources()) {
            if (source.getName().startsWith(FILE)) {
                inFile(source, environment, wrong);
            }
        }
        for (var name : OpenSealed.names(environment)) {
            if (OF_ACCOUNTS.matcher(name).matches() && isWellKnown(name, environment)) {
                wrong.add(name + " is a secret that everybody knows");
            }
        }
        for (var name : OF_SERVICES) {
            if (isWellKnown(name, environment)) {
                wrong.add(name + " is a secret that everybody knows");
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join("\n", wrong) + "\nOnly with " + DEMO + "=true may it be so.");
        }
    }

    private static void inFile(PropertySource<?> source, ConfigurableEnvironment environment, List<String> wrong) {
        for (var name : OpenSealed.names(environment)) {
            if (OF_ACCOUNTS.matcher(name).matches() && isPlain(Objects.toString(source.getProperty(name), ""))) {
                wrong.add(
                        name
                                + " stands in the file as it is: seal it (./rcs seal), or refer to the environment with ${NAME}");
            }
        }
    }

    private static boolean isPlain(String value) {
        return !value.isBlank()
                && !value.startsWith(MasterKeys.PREFIX)
                && !REFERENCE.matcher(value).find();
    }

    private static boolean isWellKnown(String name, ConfigurableEnvironment environment) {
        var value = OpenSealed.value(environment, name);
        if (value == null || value.isBlank()) {
            return false; // whoever needs it says that it is missing
        }
        var text = value.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            // the broker itself lets this one in from its own machine only
            case "spring.rabbitmq.password" ->
                WELL_KNOWN.contains(text)
                        && !LOOPBACK.contains(environment.getProperty("spring.rabbitmq.host", "localhost"));
            default ->
                WELL_KNOWN.contains(text)
                        || text.startsWith("demo-")
                        || (text.length() >= LONG && text.chars().distinct().count() < 4)
                        || fingerprint(value).equals(DEMO_PRIVATE_KEY);
        };
    }

    private static String fingerprint(String value) {
        var bare = value.replace("\\n", "").replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bare));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** After sealed settings were opened. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
