package io.rcsplatform.platform.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/** Puts {@code platform-defaults.yml} below everything else that configures a service. */
class PlatformDefaults implements EnvironmentPostProcessor {
    private static final String FILE = "platform-defaults.yml";
    private static final String TRACES = "OTEL_EXPORTER_OTLP_ENDPOINT";
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

    /** Settings that must not be there at all, not even empty, unless their variable is. */
    private static Map<String, Object> whatIsGiven(ConfigurableEnvironment environment) {
        var given = new HashMap<String, Object>();
        var collector = environment.getProperty(TRACES, "");
        if (!collector.isBlank()) {
            given.put("management.opentelemetry.tracing.export.otlp.endpoint", collector.strip() + "/v1/traces");
            given.put("management.tracing.sampling.probability", "0.1");
        }
        var redisPassword = environment.getProperty(REDIS_PASSWORD, "");
        if (!redisPassword.isBlank()) {
            given.put("spring.data.redis.password", redisPassword);
        }
        return given;
    }
}
