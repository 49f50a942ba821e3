package io.rcsplatform.bench;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.SecretKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the gateway costs a request: the same read through it, with an API key, and straight to campaign-service, with the identity that the
 * gateway would have passed on. The two take turns of a few seconds, so that what else the machine does comes upon both. Requests leave at
 * a steady rate whether or not the ones before are answered, and their time counts from when they should have left. All must be answered.
 */
public final class FrontDoor {
    private static final int RATE = 500;
    private static final int AMPLE = 100_000;
    private static final int TURNS = 12;
    private static final int AT_A_TIME = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final int ROUNDS = 3;
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LIFE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PlatformClient platform;
    private final URI gateway;
    private final URI service;
    private final String apiKey;
    private final SecretKey identityKey;

    private FrontDoor(URI gateway, URI service, String apiKey, String identityKey) {
        this.platform = new PlatformClient(gateway, apiKey);
        this.gateway = gateway;
        this.service = service;
        this.apiKey = apiKey;
        this.identityKey = Keys.hmacShaKeyFor(Base64.getDecoder().decode(identityKey));
    }

    /** Takes the gateway's address, campaign-service's and the file with an operator's API key; the key of identities is in the environment. */
    public static void main(String... arguments) throws IOException {
        var bench = new FrontDoor(
                URI.create(arguments[0]),
                URI.create(arguments[1]),
                Files.readString(Path.of(arguments[2])).strip(),
                System.getenv("RCS_INTERNAL_TOKEN_KEY"));
        try {
            bench.run();
        } catch (PlatformFailed | CompletionException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private void run() {
        platform.put(
                "/plans/standard",
                Map.of("reads_per_second", AMPLE, "writes_per_second", AMPLE, "sends_per_second", AMPLE));
        var path = "/v1/audiences/"
                + platform.post("/audiences", Map.of("name", "Latency"))
                        .path("id")
                        .asString();
        var claims = claims(
                platform.post("/auth/token", Map.of()).path("access_token").asString());

        var direct = new Latencies();
        var through = new Latencies();
        warmUp(directly(path, claims));
        for (int round = 0; round < ROUNDS; round++) {
            warmUp(throughGateway(path));
        }
        ask(throughGateway(path), RATE, TURN, new Latencies());
        for (int turn = 0; turn < TURNS; turn++) {
            ask(directly(path, claims), RATE, TURN, direct);
            ask(throughGateway(path), RATE, TURN, through);
        }
        System.out.println("direct           " + direct);
        System.out.println("through gateway  " + through);
        System.out.println("what it adds     " + through.over(direct));
    }

    private HttpRequest throughGateway(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("X-Api-Key", apiKey)
                .build();
    }

    private HttpRequest directly(String path, JsonNode claims) {
        var now = Instant.now();
        var identity = Jwts.builder()
                .issuer("rcs-gateway")
                .audience()
                .add("rcs")
                .and()
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFE)))
                .claim("tenant", claims.path("tenant").asString())
                .claim("key", claims.path("sub").asString())
                .claim(
                        "scopes",
                        claims.path("scopes")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList())
                .signWith(identityKey, Jwts.SIG.HS256)
                .compact();
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("X-Rcs-Identity", identity)
                .build();
    }

    /** A few at a time, each as soon as one before is answered: a cold JVM could not bear the rate. */
    private void warmUp(HttpRequest request) {
        var latencies = new Latencies();
        var end = Instant.now().plus(WARM_UP);
        try (var clients = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            for (int i = 0; i < AT_A_TIME; i++) {
                clients.execute(() -> {
                    while (Instant.now().isBefore(end)) {
                        long start = System.nanoTime();
                        requireGood(http.sendAsync(request, BodyHandlers.discarding())
                                .join());
                        latencies.add(System.nanoTime() - start);
                    }
                });
            }
        }
        System.err.println("warm-up of " + request.uri().getAuthority() + ": " + latencies);
    }

    private void ask(HttpRequest request, int rate, Duration span, Latencies latencies) {
        long spacing = Duration.ofSeconds(1).toNanos() / rate;
        long count = span.toNanos() / spacing;
        long start = System.nanoTime() + spacing;
        var answers = new ArrayList<CompletableFuture<?>>();
        for (long i = 0; i < count; i++) {
            long due = start + i * spacing;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            answers.add(http.sendAsync(request, BodyHandlers.discarding()).thenAccept(answer -> {
                requireGood(answer);
                latencies.add(System.nanoTime() - due);
            }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    }

    private static void requireGood(HttpResponse<Void> answer) {
        if (answer.statusCode() != 200) {
            throw new PlatformFailed(answer.uri() + " answered " + answer.statusCode(), null);
        }
    }

    private static JsonNode claims(String token) {
        return JsonMapper.shared()
                .readTree(
                        Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))));
    }
}
