package io.rcsplatform.platform.secret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

/** Opens sealed settings, wherever they come from. Comes after everything that configures a service, and before anything reads it. */
class OpenSealed implements EnvironmentPostProcessor, Ordered {
    private static final String OPENED = "opened-settings";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var keys = MasterKeys.configured(environment::getProperty);
        var opened = new HashMap<String, Object>();
        var wrong = new ArrayList<String>();
        for (var name : names(environment)) {
            var value = value(environment, name);
            if (value != null && value.startsWith(MasterKeys.PREFIX)) {
                try {
                    opened.put(name, keys.open(value.strip()));
                } catch (IllegalArgumentException e) {
                    wrong.add(name + " " + e.getMessage());
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join("\n", wrong));
        }
        if (!opened.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource(OPENED, opened));
        }
    }

    static Iterable<String> names(ConfigurableEnvironment environment) {
        var names = new LinkedHashSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                names.addAll(List.of(enumerable.getPropertyNames()));
            }
        }
        return names;
    }

    /** Null where it refers to something that is not set. */
    static @Nullable String value(ConfigurableEnvironment environment, String name) {
        try {
            return environment.getProperty(name);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
