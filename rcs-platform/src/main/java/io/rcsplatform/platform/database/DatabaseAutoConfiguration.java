package io.rcsplatform.platform.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@ConditionalOnClass(DataSourceAutoConfiguration.class)
class DatabaseAutoConfiguration {
    /** Said before anything tries to connect, in the words of the one who has to set it. */
    @Bean
    @ConditionalOnMissingBean(JdbcConnectionDetails.class)
    static BeanFactoryPostProcessor databaseIsConfigured(Environment environment) {
        return _ -> {
            if (environment.getProperty("spring.datasource.url", "").isBlank()) {
                throw new IllegalStateException(
                        "RCS_DB_URL is not set: the JDBC URL of this service's own database, such as jdbc:postgresql://localhost:5432/campaign");
            }
        };
    }

    @Bean
    static BeanPostProcessor tenantConnections() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool ? new TenantConnections(pool) : bean;
            }
        };
    }
}
