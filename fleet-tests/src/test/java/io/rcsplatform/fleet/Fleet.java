package io.rcsplatform.fleet;

import static org.awaitility.Awaitility.await;

import io.rcsplatform.bench.PlatformClient;
import io.rcsplatform.bench.Simulator;
import io.rcsplatform.simulator.ContactsCsv;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** All services and the simulator, with databases, queues and keys of their own. Started once for all tests of a run. */
final class Fleet {
    static final String GATEWAY = "api-gateway";
    static final String DISPATCH = "dispatch-service";
    static final String WEBHOOK = "webhook-service";
    static final String SIMULATOR = "provider-simulator";

    static final List<String> OWN_DATABASE = List.of("campaign-service", DISPATCH, WEBHOOK, "fallback-service");
    static final List<String> SERVICES = List.of("campaign-service", DISPATCH, WEBHOOK, "fallback-service", GATEWAY);
    private static final List<String> PROGRAMS =
            Stream.concat(SERVICES.stream(), Stream.of(SIMULATOR)).toList();
    private static final String TOKEN_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final String PEPPER = "a pepper that only these tests use, 43 letters";
    private static final String CALLBACK_PORT = "webhook-service's port for callbacks";
    private static final Path TARGET = Path.of("target", "fleet").toAbsolutePath();

    private final Machine machine = Machine.ofEnvironment();
    private final Collector collector = new Collector();
    private final String run = "fleet_" + Long.toString(System.nanoTime(), 36);
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final String callbacks;
    private final List<Service> beside = new ArrayList<>();
    private final String apiKey = "rcs_test_" + "0123456789abcdefghijklmnopqrstuv";

    private Fleet(Release release) throws IOException {
        Files.createDirectories(TARGET);
        // an older release takes callbacks at its usual port only
        callbacks = release.equals(Release.current()) ? CALLBACK_PORT : WEBHOOK;
        machine.createDatabases(OWN_DATABASE.stream().map(this::database));
        for (var program : PROGRAMS) {
            ports.put(program, freePort());
        }
        ports.put(CALLBACK_PORT, freePort());
        for (var program : PROGRAMS) {
            services.put(program, instance(program, release, port(program), log(program)));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        services.values().forEach(Service::start);
        services.values().forEach(Service::awaitReady);
    }

    /** A fleet of this release, to be upgraded. */
    static Fleet of(Release release) throws IOException {
        return new Fleet(release);
    }

    /** The one fleet of this run. */
    static Fleet running() {
        return Running.FLEET;
    }

    PlatformClient platform() {
        return new PlatformClient(address(GATEWAY), apiKey);
    }

    PlatformClient platform(String otherKey) {
        return new PlatformClient(address(GATEWAY), otherKey);
    }

    Caller caller() {
        return new Caller(address(GATEWAY), apiKey);
    }

    Collector collector() {
        return collector;
    }

    Simulator simulator() {
        return new Simulator(address(SIMULATOR));
    }

    Servers servers() {
        return new Servers(machine, run + ".");
    }

    /** What a service has said so far. */
    Path log(String program) {
        return TARGET.resolve(program + ".log");
    }

    /** What its services were given and must keep to themselves. */
    Stream<String> secrets() {
        return Stream.of(apiKey, TOKEN_KEY, PEPPER);
    }

    /** All of it, which also means that each has found its servers again. */
    void awaitReady() {
        services.values().forEach(Service::awaitReady);
    }

    void awaitNotReady(List<String> names) {
        names.forEach(name -> service(name).awaitNotReady());
    }

    /** The header and so many contacts, which show every behaviour of the simulator; a seed gives them their order. */
    static List<String> contacts(int count, long seed) throws IOException {
        var csv = new StringWriter();
        ContactsCsv.write(csv, count, seed);
        return csv.toString().lines().toList();
    }

    Service service(String name) {
        var service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("no service is named " + name);
        }
        return service;
    }

    URI address(String program) {
        return address(port(program));
    }

    /** Another instance of a service, of this release and at an address of its own; not started yet. */
    Service beside(String program, Release release) throws IOException {
        var another = instance(program, release, freePort(), TARGET.resolve(program + ".beside.log"));
        beside.add(another);
        return another;
    }

    /** The instance that takes the place of a service that was stopped: of this release, at the same address; not started yet. */
    Service successor(String program, Release release) {
        var successor = instance(program, release, port(program), log(program));
        services.put(program, successor);
        return successor;
    }

    /** The sum of a service's samples of this name, of those with this label. */
    double measured(String program, String name, String label) {
        return new Caller(address(program), apiKey)
                .send("GET", "/actuator/prometheus", "", "")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    JsonNode awaitMetrics(String campaign, Predicate<JsonNode> condition) {
        return await("metrics of " + campaign)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> platform().get("/campaigns/" + campaign + "/metrics"), condition);
    }

    JsonNode awaitImport(JsonNode started) {
        return await("import " + started.path("id"))
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> platform().get("/imports/" + started.path("id").asString()),
                        job -> job.path("status").asString().equals("completed"));
    }

    /** The simulator is no part of a release. */
    private Service instance(String program, Release release, int port, Path log) {
        boolean simulator = program.equals(SIMULATOR);
        var environment = environment(program);
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("RCS_CALLBACK_PORT", port == port(WEBHOOK) ? String.valueOf(port(CALLBACK_PORT)) : "0");
        return new Service(
                program,
                simulator ? Release.current().executable(program) : release.unpacked(program, TARGET),
                environment,
                address(port).resolve(simulator ? "/_sim/health" : "/actuator/health/readiness"),
                log);
    }

    private int port(String program) {
        return Objects.requireNonNull(ports.get(program), program);
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private Map<String, String> environment(String program) {
        var environment = new HashMap<String, String>();
        environment.put("RCS_MESSAGING_PREFIX", run + ".");
        environment.put("RCS_RABBITMQ_HOST", machine.get("TEST_RABBITMQ_HOST"));
        environment.put("RCS_RABBITMQ_PORT", machine.get("TEST_RABBITMQ_PORT"));
        environment.put("RCS_RABBITMQ_USER", machine.get("TEST_RABBITMQ_USER"));
        environment.put("RCS_RABBITMQ_PASSWORD", machine.get("TEST_RABBITMQ_PASSWORD"));
        environment.put("RCS_RABBITMQ_VHOST", machine.get("TEST_RABBITMQ_VHOST"));
        environment.put("RCS_REDIS_HOST", machine.get("TEST_REDIS_HOST"));
        environment.put("RCS_REDIS_PORT", machine.get("TEST_REDIS_PORT"));
        environment.put("RCS_REDIS_PASSWORD", machine.environment().getOrDefault("TEST_REDIS_PASSWORD", ""));
        environment.put("RCS_INTERNAL_TOKEN_KEY", TOKEN_KEY);
        environment.put("RCS_API_KEY_PEPPER", PEPPER);
        environment.put("RCS_BOOTSTRAP_API_KEY", apiKey);
        environment.put(
                "RCS_ACCOUNTS_FILE",
                Path.of("..", "config", "accounts-demo.yml")
                        .toAbsolutePath()
                        .normalize()
                        .toString());
        environment.put("RCS_ORCHESTRATOR_STALLEDAFTER", "20s");
        environment.put("RCS_DEMO", "true");
        environment.put("RCS_SIMULATOR_URL", address(SIMULATOR).toString());
        environment.put("RCS_CALLBACK_BASE", address(callbacks).toString());
        environment.put("RCS_CAMPAIGN_URL", address("campaign-service").toString());
        environment.put("RCS_DISPATCH_URL", address(DISPATCH).toString());
        environment.put("RCS_WEBHOOK_URL", address(WEBHOOK).toString());
        environment.put("RCS_FALLBACK_URL", address("fallback-service").toString());
        environment.put("RCS_PUBLIC_URL", address(GATEWAY).toString());
        environment.put(
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                collector.address().toString());
        environment.put("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY", "500ms");
        environment.put("RCS_TRACE_SAMPLING", program.equals(WEBHOOK) ? "1" : "0");
        if (OWN_DATABASE.contains(program)) {
            environment.put("RCS_DB_URL", machine.jdbcUrl(database(program)));
            environment.put("RCS_DB_USER", machine.get("TEST_POSTGRES_USER"));
            environment.put("RCS_DB_PASSWORD", machine.get("TEST_POSTGRES_PASSWORD"));
        }
        return environment;
    }

    private String database(String program) {
        return run + "_" + program.substring(0, program.indexOf('-'));
    }

    private void close() {
        try {
            for (var service : services.values()) {
                service.stop();
            }
            for (var service : beside) {
                service.stop();
            }
            collector.close();
            machine.dropDatabases(OWN_DATABASE.stream().map(this::database));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static final class Running {
        static final Fleet FLEET = start();

        private static Fleet start() {
            try {
                return new Fleet(Release.current());
            } catch (IOException e) {
                throw new IllegalStateException("the fleet does not start", e);
            }
        }
    }
}
