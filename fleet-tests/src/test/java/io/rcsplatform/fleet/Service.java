package io.rcsplatform.fleet;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One packaged program as a process, to be started, killed and started again. */
final class Service {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration NOTICE_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx384m",
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final String name;
    private final Path application;
    private final Map<String, String> environment;
    private final URI health;
    private final Path log;
    private @Nullable Process process;

    Service(String name, Path application, Map<String, String> environment, URI health, Path log) {
        this.name = name;
        this.application = application;
        this.environment = environment;
        this.health = health;
        this.log = log;
    }

    /** Starts it and does not wait. */
    Service start() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-jar", application.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be started", e);
        }
        return this;
    }

    Service awaitReady() {
        await(name + " is ready")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    if (!running().isAlive()) {
                        throw new IllegalStateException(name + " stopped while starting:\n" + lastLines());
                    }
                    return isReady();
                });
        return this;
    }

    /** It says so itself; one that does not answer in time is not ready either. */
    void awaitNotReady() {
        await(name + " is not ready").atMost(NOTICE_LIMIT).until(() -> !isReady());
    }

    @Override
    public String toString() {
        return name;
    }

    /** As {@code kill -9}: no chance to finish anything. */
    void kill() {
        running().destroyForcibly();
        await(name + " is dead").atMost(STOP_LIMIT).until(() -> !running().isAlive());
    }

    /**
     * Asks it to stop, as an orchestrator does.
     *
     * @return its exit status; not 0 where it had to be killed in the end, or never ran
     */
    int stop() throws InterruptedException {
        var stopping = process;
        if (stopping == null) {
            return -1;
        }
        stopping.destroy();
        if (!stopping.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            stopping.destroyForcibly().waitFor();
        }
        return stopping.exitValue();
    }

    private Process running() {
        var running = process;
        if (running == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return running;
    }

    private boolean isReady() throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private String lastLines() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }
}
