package io.rcsplatform.platform.test;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.testcontainers.DockerClientFactory;

/** Where this JVM's servers are, and what it calls its own on those that it shares with others. */
final class TestRun {
    static final String NAME = "it_"
            + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX)
            + Integer.toString(ThreadLocalRandom.current().nextInt(46_656, 1_679_616), Character.MAX_RADIX);

    /** Of exchanges and queues. */
    static final String PREFIX = NAME + ".";

    private TestRun() {}

    /** Whether the servers are those that {@code TEST_*} name, and not containers. */
    static boolean isLocal() {
        return switch (env("TEST_INFRA", "auto")) {
            case "local" -> true;
            case "docker" -> false;
            default -> !dockerAnswers();
        };
    }

    static String env(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).orElse(otherwise);
    }

    static int port(String name, int otherwise) {
        return Integer.parseInt(env(name, Integer.toString(otherwise)));
    }

    private static boolean dockerAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException _) {
            return false;
        }
    }
}
