package io.rcsplatform.platform.test;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** What every test needs set: above the platform's defaults, below anything that a module or a test says. */
class TestSettings implements EnvironmentPostProcessor, Ordered {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "platform-test",
                        Map.of(
                                "rcs.messaging.prefix",
                                TestRun.PREFIX,
                                "rcs.identity.key",
                                TestCallers.KEY,
                                "RCS_DEMO",
                                "true",
                                "springdoc.paths-to-match",
                                "/v1/**",
                                "springdoc.default-produces-media-type",
                                "application/json")));
    }

    @Override
    public int getOrder() {
        return 0;
    }
}
