package io.rcsplatform.platform.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Real servers for a test: {@code @Import(TestInfra.class)}. With {@code TEST_INFRA=local} those that {@code TEST_*} name (see
 * {@code ./rcs infra}), else containers where Docker answers. A database and a messaging prefix of their own for each JVM, removed at
 * its end.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(TestRedis.class)
public class TestInfra {
    public static final String RUN = TestRun.NAME;

    public static final String PREFIX = TestRun.PREFIX;

    @Bean
    JdbcConnectionDetails testDatabase() {
        return Servers.database();
    }

    @Bean
    RabbitConnectionDetails testBroker() {
        return Servers.broker();
    }

    record Database(String url, String user, @Nullable String password) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public @Nullable String getPassword() {
            return password;
        }
    }

    record Broker(String host, int port, String user, String password, String vhost)
            implements RabbitConnectionDetails {
        @Override
        public String getUsername() {
            return user;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getVirtualHost() {
            return vhost;
        }

        @Override
        public List<Address> getAddresses() {
            return List.of(new Address(host, port));
        }
    }
}
