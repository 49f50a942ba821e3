package io.rcsplatform.platform.defaults;

import static org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Keeps the variable that names the accounts file from being read as {@code rcs.accounts.file}, an account named "file", and says at
 * once when there is no such file.
 */
class AccountsFile implements EnvironmentPostProcessor, Ordered {
    private static final String VARIABLE = "RCS_ACCOUNTS_FILE";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var variables = new HashMap<String, Object>(environment.getSystemEnvironment());
        var file = variables.remove(VARIABLE);
        if (file == null) {
            return;
        }
        if (!file.toString().isBlank() && !Files.isReadable(Path.of(file.toString()))) {
            throw new IllegalStateException(VARIABLE + ": there is no file that can be read at " + file);
        }
        var sources = environment.getPropertySources();
        sources.replace(
                SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        sources.addAfter(
                SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new MapPropertySource("accounts-file", Map.of(VARIABLE, file)));
    }

    /** Before the file is imported. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
