package io.rcsplatform.fleet;

import com.rabbitmq.client.ConnectionFactory;
import io.rcsplatform.domain.event.Destination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** PostgreSQL, RabbitMQ and Redis, to be broken. Only those that the tests were started with, and that are theirs alone. */
final class Servers {
    static final String POSTGRES = "postgres";
    static final String RABBITMQ = "rabbitmq";
    static final String REDIS = "redis";

    private static final Path LOG = Path.of("target", "fleet", "servers.log").toAbsolutePath();

    private final Machine machine;
    private final String prefix;

    /** @param prefix of this fleet's exchanges and queues */
    Servers(Machine machine, String prefix) {
        this.machine = machine;
        this.prefix = prefix;
    }

    void stop(String server) {
        infra("stop", server);
    }

    void start(String server) {
        infra("start", server);
    }

    void kill(String server) {
        infra("kill", server);
    }

    /** Connections stay and what is written to them is lost in the end: only {@link #kill} helps. */
    void freeze(String server) {
        infra("freeze", server);
    }

    /** Throws away what waits in all of the fleet's queues, but for what consumers hold already. */
    void wipeQueues() {
        var factory = new ConnectionFactory();
        factory.setHost(machine.get("TEST_RABBITMQ_HOST"));
        factory.setPort(Integer.parseInt(machine.get("TEST_RABBITMQ_PORT")));
        factory.setUsername(machine.get("TEST_RABBITMQ_USER"));
        factory.setPassword(machine.get("TEST_RABBITMQ_PASSWORD"));
        factory.setVirtualHost(machine.get("TEST_RABBITMQ_VHOST"));
        try (var connection = factory.newConnection();
                var channel = connection.createChannel()) {
            for (var destination : Destination.values()) {
                for (var group : destination.groups()) {
                    channel.queuePurge(prefix + destination.address() + "." + group);
                }
            }
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("the queues cannot be wiped", e);
        }
    }

    private void infra(String verb, String server) {
        try {
            var process = new ProcessBuilder(machine.get("TEST_RCS"), "infra", verb, server)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                    .start();
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("./rcs infra " + verb + " " + server + " failed, see " + LOG);
            }
        } catch (IOException e) {
            throw new IllegalStateException("./rcs cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
