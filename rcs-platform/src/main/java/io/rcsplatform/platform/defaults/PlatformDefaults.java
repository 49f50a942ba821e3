package io.rcsplatform.platform.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/** Puts {@code platform-defaults.yml} below everything else that configures a service. */
class PlatformDefaults implements EnvironmentPostProcessor, Ordered {
    private static final String FILE = "platform-defaults.yml";
    private static final String COLLECTOR = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String REDIS_PASSWORD = "RCS_REDIS_PASSWORD";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        sources.addLast(new MapPropertySource("platform-given", whatIsGiven(environment)));
        try {
            new YamlPropertySourceLoader()
                    .load("platform-defaults", new ClassPathResource(FILE))
                    .forEach(sources::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings that depend on whether another one is there. */
    private static Map<String, Object> whatIsGiven(ConfigurableEnvironment environment) {
        var given = new HashMap<String, Object>();
        if (!environment.getProperty(COLLECTOR, "").isBlank()) {
            given.put("management.tracing.sampling.probability", "${RCS_TRACE_SAMPLING:0.1}");
        }
        var redisPassword = environment.getProperty(REDIS_PASSWORD, "");
        if (!redisPassword.isBlank()) {
            given.put("spring.data.redis.password", redisPassword);
        }
        return given;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
