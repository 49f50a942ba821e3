package io.rcsplatform.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PlatformDefaultsTest {
    @Test
    void readsTheVariablesOfTheFleet() {
        var environment = environment(Map.of(
                "RCS_DB_URL", "jdbc:postgresql://db/campaign",
                "RCS_RABBITMQ_HOST", "broker",
                "RCS_RABBITMQ_VHOST", "fleet",
                "RCS_MESSAGING_PREFIX", "blue."));

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://db/campaign");
        assertThat(environment.getProperty("spring.rabbitmq.host")).isEqualTo("broker");
        assertThat(environment.getProperty("spring.rabbitmq.virtual-host")).isEqualTo("fleet");
        assertThat(environment.getProperty("spring.cloud.stream.rabbit.default.consumer.prefix"))
                .isEqualTo("blue.");
    }

    @Test
    void givesWayToWhatAServiceSays() {
        var environment = environment(Map.of("spring.datasource.hikari.maximum-pool-size", "20"));

        assertThat(environment.getProperty("spring.datasource.hikari.maximum-pool-size"))
                .isEqualTo("20");
    }

    @Test
    void samplesTracesOnlyWhereACollectorTakesThem() {
        var alone = environment(Map.of());
        assertThat(alone.getProperty("management.tracing.sampling.probability", Double.class))
                .isZero();

        var collected =
                environment(Map.of("management.opentelemetry.tracing.export.otlp.endpoint", "http://otel/v1/traces"));
        assertThat(collected.getProperty("management.tracing.sampling.probability", Double.class))
                .isPositive();
    }

    @Test
    void givesRedisNoPasswordWhereThereIsNone() {
        assertThat(environment(Map.of("RCS_REDIS_PASSWORD", "")).containsProperty("spring.data.redis.password"))
                .isFalse();
        assertThat(environment(Map.of("RCS_REDIS_PASSWORD", "secret")).getProperty("spring.data.redis.password"))
                .isEqualTo("secret");
    }

    private static StandardEnvironment environment(Map<String, Object> given) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        new PlatformDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
