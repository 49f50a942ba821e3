package io.rcsplatform.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.gateway.ApiGatewayApplication;
import io.rcsplatform.gateway.StandIn;
import io.rcsplatform.platform.test.TcpProxy;
import io.rcsplatform.platform.test.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Two gateways that count in one Redis. Every test has a tenant of its own. */
@SpringJUnitConfig(TestRedis.class)
class RateLimitIT {
    private static final Duration ASKING = Duration.ofSeconds(6);
    private static final String KEY = "rcs_test_" + "k".repeat(32);
    private static final String LATECOMER = "rcs_test_" + "l".repeat(32);

    @Autowired
    DataRedisConnectionDetails redis;

    private final String tenant = new TenantId(UUID.randomUUID()).toString();
    private final StandIn services = new StandIn();
    private final HttpClient http = HttpClient.newHttpClient();
    private TcpProxy proxy;
    private ConfigurableApplicationContext one;
    private ConfigurableApplicationContext other;

    @BeforeEach
    void twoGateways() {
        var server = Objects.requireNonNull(redis.getStandalone());
        proxy = new TcpProxy(server.getHost(), server.getPort());
        one = gateway(server.getDatabase());
        other = gateway(server.getDatabase());
    }

    @AfterEach
    void end() throws IOException {
        http.close();
        other.close();
        one.close();
        proxy.close();
        services.stop();
    }

    @Test
    void togetherTheyGrantWhatThePlanSaysAndNoMoreThanFivePerCentBeside() throws Exception {
        int rate = 20;
        allow(rate);
        var granted = new AtomicInteger();
        var lastGrant = new AtomicLong();
        long startedAt = System.nanoTime();

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            clients.invokeAll(Stream.of(one, one, one, other, other, other)
                    .<Callable<Void>>map(gateway -> () -> {
                        while (System.nanoTime() - startedAt < ASKING.toNanos()) {
                            if (get(gateway).statusCode() == 200) {
                                granted.incrementAndGet();
                                lastGrant.accumulateAndGet(System.nanoTime() - startedAt, Math::max);
                            }
                        }
                        return null;
                    })
                    .toList());
        }

        double expected = rate * (1 + lastGrant.get() / 1e9);
        assertThat((double) granted.get()).isCloseTo(expected, withinPercentage(5));
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBack() throws Exception {
        allow(1);

        var first = get(one);
        var refused = refused(other);

        assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"reads\";q=1;w=1");
        assertThat(first.headers().firstValue("RateLimit")).hasValue("\"reads\";r=0;t=1");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("\"code\":\"rate_limited\"", "\"retryable\":true");
    }

    @Test
    void readsWritesAndSendsAreCountedApart() throws Exception {
        allow(1);

        refused(one);

        assertThat(post(one, "/v1/campaigns").statusCode()).isEqualTo(200);
        assertThat(post(other, "/v1/messages").statusCode()).isEqualTo(200);
    }

    @Test
    void aLaunchCountsAsASend() throws Exception {
        allow(1);
        var launch = "/v1/campaigns/cmp_01kg9yk000fjjr3n17nbpvd1kb/launch";

        assertThat(post(one, launch).statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> post(one, launch).statusCode() == 429);

        assertThat(post(one, "/v1/campaigns").statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverGuessesIsHeldBackWhileThoseWhoAreKnownGoOn() throws Exception {
        allow(1_000);
        services.access.put(LATECOMER, services.access.get(KEY));
        assertThat(get(one).statusCode()).isEqualTo(200);

        assertThat(with(one, wrong(1)).statusCode()).isEqualTo(401);
        assertThat(with(one, wrong(2)).headers().firstValue("Retry-After")).isPresent();
        assertThat(with(one, LATECOMER).statusCode()).isEqualTo(429);
        assertThat(get(one).statusCode()).isEqualTo(200);
    }

    private static String wrong(int number) {
        return "rcs_test_" + "%032d".formatted(number);
    }

    private HttpResponse<String> with(ConfigurableApplicationContext gateway, String key) throws Exception {
        var port = gateway.getEnvironment().getProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/campaigns"))
                        .header("X-Api-Key", key)
                        .GET()
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void aKeyHasLimitsOfItsOwnWithinItsTenants() throws Exception {
        services.access.put(
                KEY,
                StandIn.access(1_000).replace(StandIn.TENANT.toString(), tenant).replace("\"key_limits\": null", """
                "key_limits": {"reads_per_second": 1, "writes_per_second": 1, "sends_per_second": 1}"""));

        var first = get(one);

        assertThat(first.headers().firstValue("RateLimit-Policy"))
                .hasValue("\"key-reads\";q=1;w=1, \"reads\";q=1000;w=1");
        refused(other);
    }

    @Test
    void anotherPlanHoldsWithoutARestart() throws Exception {
        allow(1);
        refused(one);

        allow(500);

        await("the new plan holds")
                .atMost(Duration.ofSeconds(2))
                .until(
                        () -> get(one).headers().firstValue("RateLimit-Policy").orElse(""),
                        policy -> policy.contains("q=500"));
        assertThat(get(one).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutRedisEachCountsByItselfAndSaysSoUntilItIsBack() throws Exception {
        allow(3);
        assertThat(get(one).statusCode()).isEqualTo(200);
        assertThat(health(one)).contains("\"limits\":\"shared\"");

        proxy.cut();

        assertThat(post(one, "/v1/messages").statusCode()).isEqualTo(200);
        assertThat(health(one)).contains("\"limits\":\"local\"");
        assertThat(metrics(one)).contains("rcs_gateway_limits_degraded 1.0");
        refused(one);

        proxy.heal();

        await("Redis is used again").atMost(Duration.ofSeconds(20)).until(() -> {
            get(one);
            return health(one).contains("\"limits\":\"shared\"");
        });
    }

    @Test
    void aRedisThatHangsHoldsNobodyUpForLong() throws Exception {
        allow(100);
        get(one);
        proxy.hold();

        long startedAt = System.nanoTime();
        assertThat(get(one).statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(8));
        assertThat(health(one)).contains("\"limits\":\"local\"");
    }

    /** However slowly the machine asks, it asks more than is allowed at some time. */
    private HttpResponse<String> refused(ConfigurableApplicationContext gateway) {
        return await("too many requests")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(20))
                .until(() -> get(gateway), answer -> answer.statusCode() == 429);
    }

    private void allow(int perSecond) {
        services.access.put(KEY, StandIn.access(perSecond).replace(StandIn.TENANT.toString(), tenant));
    }

    private HttpResponse<String> get(ConfigurableApplicationContext gateway) throws Exception {
        return send(gateway, "/v1/campaigns", HttpRequest.newBuilder().GET());
    }

    private HttpResponse<String> post(ConfigurableApplicationContext gateway, String path) throws Exception {
        return send(gateway, path, HttpRequest.newBuilder().POST(BodyPublishers.ofString("{}")));
    }

    private String health(ConfigurableApplicationContext gateway) throws Exception {
        return send(gateway, "/actuator/health", HttpRequest.newBuilder().GET()).body();
    }

    private String metrics(ConfigurableApplicationContext gateway) throws Exception {
        return send(gateway, "/actuator/prometheus", HttpRequest.newBuilder().GET())
                .body();
    }

    private HttpResponse<String> send(ConfigurableApplicationContext gateway, String path, HttpRequest.Builder request)
            throws Exception {
        var port = gateway.getEnvironment().getProperty("local.server.port");
        request.uri(URI.create("http://127.0.0.1:" + port + path));
        if (path.startsWith("/v1/")) {
            request.header("X-Api-Key", KEY);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private ConfigurableApplicationContext gateway(int database) {
        return new SpringApplicationBuilder(ApiGatewayApplication.class)
                .run(
                        "--server.port=0",
                        "--RCS_CAMPAIGN_URL=" + services.address(),
                        "--RCS_DISPATCH_URL=" + services.address(),
                        "--spring.data.redis.host=127.0.0.1",
                        "--spring.data.redis.port=" + proxy.port(),
                        "--spring.data.redis.database=" + database,
                        "--rcs.gateway.rate-limits.redis-timeout=2s",
                        "--rcs.gateway.rate-limits.wrong-credentials-per-minute=1",
                        "--management.endpoint.health.show-details=always");
    }
}
