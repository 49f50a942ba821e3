package io.rcsplatform.platform.test;

import com.rabbitmq.client.ConnectionFactory;
import io.rcsplatform.domain.event.Destination;
import io.rcsplatform.platform.test.TestInfra.Broker;
import io.rcsplatform.platform.test.TestInfra.Database;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** The database and the broker of this JVM, each looked up or started when it is first asked for. */
final class Servers {
    private Servers() {}

    static JdbcConnectionDetails database() {
        return DatabaseOfRun.DETAILS;
    }

    static Broker broker() {
        return BrokerOfRun.DETAILS;
    }

    private static void atTheEnd(Runnable cleanup) {
        SpringApplication.getShutdownHandlers().add(cleanup);
    }

    private static final class DatabaseOfRun {
        static final Database DETAILS = TestRun.isLocal() ? local() : container();

        @SuppressWarnings("resource") // ends with the JVM
        private static Database container() {
            var server = new PostgreSQLContainer("postgres:17");
            server.start();
            return new Database(server.getJdbcUrl(), server.getUsername(), server.getPassword());
        }

        private static Database local() {
            var server = "jdbc:postgresql://" + TestRun.env("TEST_POSTGRES_HOST", "127.0.0.1") + ":"
                    + TestRun.port("TEST_POSTGRES_PORT", 5432) + "/";
            var user = TestRun.env("TEST_POSTGRES_USER", "postgres");
            var password = TestRun.env("TEST_POSTGRES_PASSWORD", "");
            var admin = new Database(server + "postgres", user, password);
            execute(admin, "create database " + TestRun.NAME);
            atTheEnd(() -> execute(admin, "drop database if exists " + TestRun.NAME + " with (force)"));
            return new Database(server + TestRun.NAME, user, password);
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
        static final Broker DETAILS = TestRun.isLocal() ? local() : container();

        @SuppressWarnings("resource") // ends with the JVM
        private static Broker container() {
            var server = new RabbitMQContainer("rabbitmq:4-management");
            server.start();
            return new Broker(
                    server.getHost(), server.getAmqpPort(), server.getAdminUsername(), server.getAdminPassword(), "/");
        }

        private static Broker local() {
            var broker = new Broker(
                    TestRun.env("TEST_RABBITMQ_HOST", "127.0.0.1"),
                    TestRun.port("TEST_RABBITMQ_PORT", 5672),
                    TestRun.env("TEST_RABBITMQ_USER", "guest"),
                    TestRun.env("TEST_RABBITMQ_PASSWORD", "guest"),
                    TestRun.env("TEST_RABBITMQ_VHOST", "/"));
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
                    var address = TestRun.PREFIX + destination.address();
                    for (var group : destination.groups()) {
                        channel.queueDelete(address + "." + group);
                        channel.queueDelete(address + "." + group + ".dlq");
                    }
                    channel.exchangeDelete(address);
                }
                channel.exchangeDelete(TestRun.PREFIX + "DLX");
            } catch (IOException | TimeoutException _) {
                // the broker went first; its data go with it
            }
        }
    }
}
