package io.rcsplatform.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DatabaseAutoConfigurationTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DatabaseAutoConfiguration.class, DataSourceAutoConfiguration.class));

    @Test
    void namesTheVariableThatIsMissing() {
        service.withPropertyValues("spring.datasource.url=")
                .run(context -> assertThat(context).getFailure().hasMessageContaining("RCS_DB_URL"));
    }

    @Test
    void startsWithADatabase() {
        service.withPropertyValues("spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none")
                .run(context -> assertThat(context).hasNotFailed());
    }
}
