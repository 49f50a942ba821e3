package io.rcsplatform.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** A server on this machine stands for one that everybody can reach; its address is allowed for that, and no other of this machine's is. */
class OutboundHttpTest {
    private static final String HERE = "127.0.0.1";
    private static final String PRIVATE = "10.0.0.1";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> lookedUp = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;
    private String leadsTo = HERE;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(HERE), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        on("/picture", exchange -> answer(exchange, "image/png", 3));
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    @Test
    void tellsTypeAndSizeOfWhatIsThere() throws IOException {
        try (var http = http()) {
            var answer = http.send(new HttpGet(url("cdn.example", "/picture")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo("image/png");
            assertThat(answer.body()).hasSize(3);
        }
    }

    @Test
    void aNameThatLeadsToAPrivateAddressIsNotAsked() throws IOException {
        leadsTo = PRIVATE;

        assertRefused("cdn.example", "/picture");
    }

    /** It is looked up once, so that there is no second answer to connect to. */
    @Test
    void aNameIsLookedUpOnceForAConnection() throws IOException {
        try (var http = http()) {
            http.send(new HttpGet(url("cdn.example", "/picture")));
        }

        assertThat(lookedUp).containsExactly("cdn.example");
    }

    @Test
    void aNameThatLeadsElsewhereTheNextTimeIsNotAskedThen() throws IOException {
        try (var http = http()) {
            http.send(new HttpGet(url("cdn.example", "/picture")));
            leadsTo = PRIVATE;

            assertThatThrownBy(() -> http.send(new HttpGet(url("cdn.example", "/picture"))))
                    .isInstanceOf(OutboundRefused.class);
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAddressAmongOthersIsEnoughToRefuseAName() throws IOException {
        leadsTo = HERE + "," + PRIVATE;

        assertRefused("cdn.example", "/picture");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/",
                "http://2852039166/",
                "http://localhost/",
                "file:///etc/passwd",
                "ftp://example.com/"
            })
    void aRedirectIsHeldToTheSameRules(String location) throws IOException {
        on("/away", exchange -> redirect(exchange, location));

        assertRefused("cdn.example", "/away");
    }

    @Test
    void aRedirectToANameThatLeadsInsideIsNotFollowed() throws IOException {
        on("/away", exchange -> {
            leadsTo = PRIVATE;
            redirect(exchange, url("other.example", "/picture").toString());
        });

        assertRefused("cdn.example", "/away");
        assertThat(asked).containsExactly("/away");
    }

    @Test
    void aFewRedirectsAreFollowedAndNoMore() throws IOException {
        on("/1", exchange -> redirect(exchange, "/2"));
        on("/2", exchange -> redirect(exchange, "/3"));
        on("/3", exchange -> redirect(exchange, "/picture"));

        try (var http = http()) {
            assertThat(http.send(new HttpGet(url("cdn.example", "/2"))).status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> http.send(new HttpGet(url("cdn.example", "/1"))))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsGivenUp() throws IOException {
        on("/large", exchange -> answer(exchange, "image/png", 2_000));

        try (var http = http()) {
            assertThatThrownBy(() -> http.send(new HttpGet(url("cdn.example", "/large"))))
                    .hasMessageContaining("larger than 1000 bytes");
        }
    }

    /** However often a byte comes. */
    @Test
    void anAnswerThatTakesTooLongIsGivenUp() throws IOException {
        on("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (ended.getCount() > 0) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                ended.await(100, TimeUnit.MILLISECONDS);
            }
        });

        try (var http = new OutboundHttp(rules(Duration.ofSeconds(1)), this::look)) {
            assertThatThrownBy(() -> http.send(new HttpGet(url("cdn.example", "/slow"))))
                    .isInstanceOf(InterruptedIOException.class);
        }
    }

    @Test
    void onlyTheSchemesAndPortsThatAreAllowedAreAsked() throws IOException {
        var usual = new OutboundRules(
                Set.of("https"), Set.of(443), List.of(), 3, Duration.ofSeconds(5), DataSize.ofBytes(1000));

        assertThat(usual.objection(URI.create("http://example.com/"))).isPresent();
        assertThat(usual.objection(URI.create("https://example.com:22/"))).isPresent();
        assertThat(usual.objection(URI.create("https://example.com/"))).isEmpty();
    }

    private void assertRefused(String host, String path) throws IOException {
        try (var http = http()) {
            assertThatThrownBy(() -> http.send(new HttpGet(url(host, path)))).isInstanceOf(OutboundRefused.class);
        }
    }

    private OutboundHttp http() {
        return new OutboundHttp(rules(Duration.ofSeconds(30)), this::look);
    }

    private OutboundRules rules(Duration timeout) {
        return new OutboundRules(
                Set.of("http"),
                Set.of(80, server.getAddress().getPort()),
                List.of(HERE + "/32"),
                2,
                timeout,
                DataSize.ofBytes(1000));
    }

    private InetAddress[] look(String host) {
        lookedUp.add(host);
        return List.of(leadsTo.split(",", -1)).stream()
                .map(InetAddress::ofLiteral)
                .toArray(InetAddress[]::new);
    }

    private URI url(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    private void on(String path, Answering answering) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            try {
                answering.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
    }

    private static void answer(HttpExchange exchange, String type, int bytes) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes);
        exchange.getResponseBody().write(new byte[bytes]);
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    private interface Answering {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }
}
