package io.rcsplatform.platform.defaults;

import org.springframework.boot.SpringApplication;

/** A service's life as a process. */
public final class OrderlyExit {
    private OrderlyExit() {}

    /**
     * Runs the service. Once it is up, being asked to stop is no failure: when all of it has ended the process exits with status 0, where
     * a JVM would say 143.
     */
    public static void run(Class<?> application, String... args) {
        SpringApplication.run(application, args);
        SpringApplication.getShutdownHandlers().add(() -> Runtime.getRuntime().halt(0));
    }
}
