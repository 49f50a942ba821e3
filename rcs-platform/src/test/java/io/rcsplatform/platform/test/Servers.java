package io.rcsplatform.platform.test;

import com.rabbitmq.client.ConnectionFactory;
import com.redis.testcontainers.RedisContainer;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.test.TestInfra.Broker;
import io.rcsplatform.platform.test.TestInfra.Database;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** The servers of this JVM, each looked up or started when it is first asked for. */
final class Servers {
    private static final boolean LOCAL = switch (env("TEST_INFRA", "auto")) {
        case "local" -> true;
        case "docker" -> false;
        default -> !dockerAnswers();
    };

    private Servers() {}

    static JdbcConnectionDetails database() {
        return DatabaseOfRun.DETAILS;
    }

    static Broker broker() {
        return BrokerOfRun.DETAILS;
    }

    static DataRedisConnectionDetails redis() {
        return RedisOfRun.DETAILS;
    }

    private static boolean dockerAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException _) {
            return false;
        }
    }

    private static String env(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
    }

    private static int port(String name, int otherwise) {
        return Integer.parseInt(env(name, Integer.toString(otherwise)));
    }

    private static void atTheEnd(Runnable cleanup) {
        SpringApplication.getShutdownHandlers().add(cleanup);
    }

    private static final class DatabaseOfRun {
        static final Database DETAILS = LOCAL ? local() : container();

        @SuppressWarnings("resource") // ends with the JVM
        private static Database container() {
            var server = new PostgreSQLContainer("postgres:17-alpine");
            server.start();
            return new Database(server.getJdbcUrl(), server.getUsername(), server.getPassword());
        }

        private static Database local() {
            var server = "jdbc:postgresql://" + env("TEST_POSTGRES_HOST", "127.0.0.1") + ":"
                    + port("TEST_POSTGRES_PORT", 5432) + "/";
            var user = env("TEST_POSTGRES_USER", "postgres");
            var password = env("TEST_POSTGRES_PASSWORD", "");
            var admin = new Database(server + "postgres", user, password);
            execute(admin, "create database " + TestInfra.RUN);
            atTheEnd(() -> execute(admin, "drop database if exists " + TestInfra.RUN + " with (force)"));
            return new Database(server + TestInfra.RUN, user, password);
        }

        private static void execute(Database admin, String sql) {
            try (var connection = DriverManager.getConnection(admin.url(), admin.user(), admin.password());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "no PostgreSQL for tests at " + admin.url()
                                + ": start Docker, or ./rcs infra up && eval \"$(./rcs infra env)\"",
                        e);
            }
        }
    }

    private static final class BrokerOfRun {
        static final Broker DETAILS = LOCAL ? local() : container();

        @SuppressWarnings("resource") // ends with the JVM
        private static Broker container() {
            var server = new RabbitMQContainer("rabbitmq:4-management-alpine");
            server.start();
            return new Broker(
                    server.getHost(), server.getAmqpPort(), server.getAdminUsername(), server.getAdminPassword(), "/");
        }

        private static Broker local() {
            var broker = new Broker(
                    env("TEST_RABBITMQ_HOST", "127.0.0.1"),
                    port("TEST_RABBITMQ_PORT", 5672),
                    env("TEST_RABBITMQ_USER", "guest"),
                    env("TEST_RABBITMQ_PASSWORD", "guest"),
                    env("TEST_RABBITMQ_VHOST", "/"));
            atTheEnd(() -> removeQueues(broker));
            return broker;
        }

        private static void removeQueues(Broker broker) {
            var factory = new ConnectionFactory();
            factory.setHost(broker.host());
            factory.setPort(broker.port());
            factory.setUsername(broker.user());
            factory.setPassword(broker.password());
            factory.setVirtualHost(broker.vhost());
            try (var connection = factory.newConnection();
                    var channel = connection.createChannel()) {
                for (var destination : Destination.values()) {
                    var address = TestInfra.PREFIX + destination.address();
                    for (var group : destination.groups()) {
                        channel.queueDelete(address + "." + group);
                        channel.queueDelete(address + "." + group + ".dlq");
                    }
                    channel.exchangeDelete(address);
                }
                channel.exchangeDelete(TestInfra.PREFIX + "DLX");
            } catch (IOException | TimeoutException _) {
                // the broker went first; its data go with it
            }
        }
    }

    private static final class RedisOfRun {
        static final DataRedisConnectionDetails DETAILS = LOCAL ? local() : container();

        @SuppressWarnings("resource") // ends with the JVM
        private static DataRedisConnectionDetails container() {
            var server = new RedisContainer("redis:7.4-alpine");
            server.start();
            return details(server.getHost(), server.getFirstMappedPort(), 0, "");
        }

        private static DataRedisConnectionDetails local() {
            int database = Math.floorMod(TestInfra.RUN.hashCode(), 16);
            return details(
                    env("TEST_REDIS_HOST", "127.0.0.1"),
                    port("TEST_REDIS_PORT", 6379),
                    database,
                    env("TEST_REDIS_PASSWORD", ""));
        }

        private static DataRedisConnectionDetails details(String host, int port, int database, String password) {
            return new DataRedisConnectionDetails() {
                @Override
                public Standalone getStandalone() {
                    return Standalone.of(host, port, database);
                }

                @Override
                public @Nullable String getPassword() {
                    return password.isEmpty() ? null : password;
                }
            };
        }
    }
}
