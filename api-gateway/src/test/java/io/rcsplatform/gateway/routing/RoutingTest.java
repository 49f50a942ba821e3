package io.rcsplatform.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.rcsplatform.gateway.ApiGatewayApplication;
import io.rcsplatform.gateway.StandIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The way through the door, with services that behave well and badly. */
class RoutingTest {
    private static final long MEGABYTE = 1 << 20;
    private static final int WAITING = 2;

    private final StandIn campaigns = new StandIn();
    private final StandIn messages = new StandIn();
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext gateway;

    @BeforeEach
    void open() {
        gateway = new SpringApplicationBuilder(ApiGatewayApplication.class)
                .run(
                        "--server.port=0",
                        "--RCS_CAMPAIGN_URL=" + campaigns.address(),
                        "--RCS_DISPATCH_URL=" + messages.address(),
                        "--rcs.gateway.routes.waiting=" + WAITING,
                        "--rcs.gateway.bodies.limits[[/v1/imports]]=200MB",
                        "--spring.data.redis.port=1",
                        "--RCS_RABBITMQ_HOST=broker.example"); // the fleet's, of which the door has no password
    }

    @AfterEach
    void close() {
        http.close();
        gateway.close();
        campaigns.stop();
        messages.stop();
    }

    @Test
    void anUploadReachesTheServiceWhileItIsBeingSent() throws Exception {
        var firstBytes = new CountDownLatch(1);
        var received = new AtomicReference<Long>();
        campaigns.on("/v1/imports", exchange -> {
            long bytes = exchange.getRequestBody().readNBytes(1).length;
            firstBytes.countDown();
            received.set(bytes + exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            StandIn.answer(exchange, 202, "{}");
        });
        var pipe = new PipedOutputStream();
        var body = new PipedInputStream(pipe);
        var answer = http.sendAsync(
                request("/v1/imports")
                        .POST(BodyPublishers.ofInputStream(() -> body))
                        .build(),
                BodyHandlers.ofString());
        try (pipe) {
            // what waits for the end of the upload would wait here for ever
            await("the first bytes have come").atMost(Duration.ofSeconds(20)).until(() -> {
                pipe.write(new byte[64 * 1024]);
                return firstBytes.await(1, TimeUnit.MILLISECONDS);
            });
        }
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        assertThat(received.get()).isGreaterThan(0);
    }

    @Test
    void aSlowServiceHasOnlySoManyWaitingAndTakesNoPlacesFromOthers() throws Exception {
        var asked = new CountDownLatch(WAITING);
        var answers = new CountDownLatch(1);
        campaigns.on("/v1/campaigns", exchange -> {
            asked.countDown();
            waitFor(answers);
            StandIn.answer(exchange, 200, "{}");
        });
        messages.on("/v1/messages", exchange -> StandIn.answer(exchange, 200, "{}"));
        var waiting = Stream.generate(
                        () -> http.sendAsync(request("/v1/campaigns").GET().build(), BodyHandlers.ofString()))
                .limit(WAITING)
                .toList();
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        var oneMore = send(request("/v1/campaigns").GET());
        var another = send(request("/v1/messages").GET());
        answers.countDown();

        assertThat(oneMore.statusCode()).isEqualTo(503);
        assertThat(oneMore.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(another.statusCode()).isEqualTo(200);
        for (var answer : waiting) {
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void showsHowManyPlacesEachServiceHasLeft() throws Exception {
        var asked = new CountDownLatch(1);
        var answers = new CountDownLatch(1);
        campaigns.on("/v1/campaigns", exchange -> {
            asked.countDown();
            waitFor(answers);
            StandIn.answer(exchange, 200, "{}");
        });
        var waiting = http.sendAsync(request("/v1/campaigns").GET().build(), BodyHandlers.ofString());
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        var metrics = send(request("/actuator/prometheus").GET()).body();
        answers.countDown();

        assertThat(metrics.lines().filter(line -> line.startsWith("resilience4j_bulkhead")))
                .contains(places("available", campaigns, WAITING - 1), places("available", messages, WAITING))
                .contains(places("max_allowed", campaigns, WAITING), places("max_allowed", messages, WAITING));
        assertThat(waiting.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aLargeUploadPasses() throws Exception {
        var received = new AtomicReference<Long>();
        campaigns.on("/v1/imports", exchange -> {
            received.set(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            StandIn.answer(exchange, 202, "{}");
        });

        var answer = send(request("/v1/imports").POST(BodyPublishers.ofInputStream(() -> zeros(150 * MEGABYTE))));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(received.get()).isEqualTo(150 * MEGABYTE);
    }

    @Test
    void eventsReachTheClientAsTheyHappen() throws Exception {
        var firstSeen = new CountDownLatch(1);
        campaigns.on("/v1/campaigns/cmp_1/stream", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            write(exchange, "data: one\n\n");
            waitFor(firstSeen);
            write(exchange, "data: two\n\n");
            exchange.close();
        });

        var answer = http.send(request("/v1/campaigns/cmp_1/stream").GET().build(), BodyHandlers.ofInputStream());

        try (var events = answer.body()) {
            assertThat(new String(events.readNBytes(11), StandardCharsets.UTF_8))
                    .isEqualTo("data: one\n\n");
            firstSeen.countDown();
            assertThat(new String(events.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("data: two\n\n");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() throws Exception {
        var said = send(request("/v1/campaigns").POST(BodyPublishers.ofByteArray(new byte[(int) MEGABYTE + 1])));
        assertProblem(said, 413, "too_large");
        assertThat(campaigns.passed).isEmpty();

        var unsaid = send(request("/v1/campaigns").POST(BodyPublishers.ofInputStream(() -> zeros(2 * MEGABYTE))));
        assertProblem(unsaid, 413, "too_large");
        assertThat(send(request("/v1/campaigns").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws Exception {
        var answer = send(
                request("/v1/campaigns").header("X-Large", "x".repeat(20_000)).GET());

        assertThat(answer.statusCode()).isBetween(400, 431);
        assertThat(campaigns.passed).isEmpty();
    }

    @Test
    void onlyReadsAreAskedASecondTime() throws Exception {
        var reads = new AtomicInteger();
        var writes = new AtomicInteger();
        messages.on("/v1/messages/msg_1", failingOnce(reads));
        messages.on("/v1/messages/msg_2", failingOnce(writes));

        assertThat(send(request("/v1/messages/msg_1").GET()).statusCode()).isEqualTo(200);
        assertThat(reads).hasValue(2);
        assertProblem(send(request("/v1/messages/msg_2").POST(BodyPublishers.ofString("{}"))), 503, "unavailable");
        assertThat(writes).hasValue(1);
    }

    @Test
    void aServiceThatDoesNotAnswerIsLeftAloneAndTheOthersGoOn() throws Exception {
        var asked = new AtomicInteger();
        var well = new AtomicBoolean();
        messages.on("/v1/messages", exchange -> {
            asked.incrementAndGet();
            if (well.get()) {
                StandIn.answer(exchange, 202, "{}");
            } else {
                exchange.close();
            }
        });
        for (int i = 0; i < 15; i++) {
            assertProblem(send(request("/v1/messages").POST(BodyPublishers.ofString("{}"))), 503, "unavailable");
        }
        assertThat(asked).hasValue(10);
        assertThat(send(request("/v1/campaigns").GET()).statusCode()).isEqualTo(200);

        well.set(true);

        await("the service is asked again")
                .atMost(Duration.ofSeconds(20))
                .until(() -> send(request("/v1/messages").POST(BodyPublishers.ofString("{}")))
                                .statusCode()
                        == 202);
    }

    @Test
    void whatAServiceAnswersPassesAsItIs() throws Exception {
        var compressed = new byte[] {31, -117, 8, 0, 1, 2, 3};
        campaigns.on("/v1/odd", exchange -> {
            exchange.getResponseHeaders().add("Location", "https://elsewhere.example/");
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.getResponseHeaders().add("Set-Cookie", "session=anns");
            exchange.sendResponseHeaders(302, compressed.length);
            exchange.getResponseBody().write(compressed);
            exchange.close();
        });

        var answer = http.send(request("/v1/odd").GET().build(), BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.body()).isEqualTo(compressed);
        assertThat(answer.headers().firstValue("Location")).hasValue("https://elsewhere.example/");
    }

    @Test
    void nobodyGetsAnothersCookies() throws Exception {
        var cookies = new AtomicReference<String>();
        campaigns.on("/v1/cookies", exchange -> {
            cookies.set(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
            exchange.getResponseHeaders().add("Set-Cookie", "session=anns");
            StandIn.answer(exchange, 200, "{}");
        });

        send(request("/v1/cookies").GET());
        send(request("/v1/cookies").GET());

        assertThat(cookies).hasValue("null");
    }

    @Test
    void whoeverIsInsideWhenTheDoorClosesIsServed() throws Exception {
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        campaigns.on("/v1/slow", exchange -> {
            inside.countDown();
            waitFor(goOn);
            StandIn.answer(exchange, 200, "{}");
        });
        var answer = http.sendAsync(request("/v1/slow").GET().build(), BodyHandlers.ofString());
        inside.await();

        var closing = CompletableFuture.runAsync(gateway::close);
        await("the door closes").atMost(Duration.ofSeconds(20)).until(this::isClosed);
        goOn.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        closing.get(30, TimeUnit.SECONDS);
    }

    private boolean isClosed() throws InterruptedException {
        try (var another = HttpClient.newHttpClient()) {
            another.send(request("/v1/campaigns").GET().build(), BodyHandlers.discarding());
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private HttpRequest.Builder request(String path) {
        var port = gateway.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Api-Key", StandIn.GOOD_KEY);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }

    private static String places(String which, StandIn service, int count) {
        var host = URI.create(service.address()).getAuthority();
        return "resilience4j_bulkhead_%s_concurrent_calls{name=\"%s\"} %d.0".formatted(which, host, count);
    }

    private static HttpHandler failingOnce(AtomicInteger asked) {
        return exchange -> {
            if (asked.incrementAndGet() == 1) {
                exchange.close();
            } else {
                StandIn.answer(exchange, 200, "{}");
            }
        };
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static InputStream zeros(long count) {
        return new InputStream() {
            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int given = (int) Math.min(length, left);
                left -= given;
                return given;
            }
        };
    }
}
