package io.rcsplatform.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.test.TestCallers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Which tokens the door believes: the installation's own and those of the issuers that it trusts, and no other. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"RCS_PUBLIC_URL=https://rcs.example", "rcs.gateway.rate-limits.wrong-credentials-per-minute=1000"
        })
class TokensAtTheDoorTest {
    private static final StandIn SERVICES = new StandIn();
    private static final KeyPair OWN = Jwts.SIG.ES256.keyPair().build();
    private static final KeyPair LOGIN = Jwts.SIG.RS256.keyPair().build();
    private static final KeyPair STRANGER = Jwts.SIG.RS256.keyPair().build();
    private static final KeyPair STRANGERS_EC = Jwts.SIG.ES256.keyPair().build();

    @LocalServerPort
    private int port;

    @Autowired
    IdentityTokens identities;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        var own = Jwks.builder().key((ECPublicKey) OWN.getPublic()).id("own-1").build();
        var login = Jwks.builder()
                .key((RSAPublicKey) LOGIN.getPublic())
                .id("login-1")
                .build();
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        SERVICES.on("/.well-known/jwks.json", exchange -> StandIn.answer(exchange, 200, keys(Jwks.json(own))));
        SERVICES.on(
                "/login/keys",
                exchange -> StandIn.answer(
                        exchange,
                        200,
                        keys(Jwks.json(login) + ",{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"" + secret + "\"}")));
        SERVICES.access.put(StandIn.TENANT.toString(), StandIn.access(1_000).replace("[\"admin\"]", "[]"));
        registry.add("RCS_CAMPAIGN_URL", SERVICES::address);
        registry.add("rcs.gateway.issuers[0].issuer", () -> "https://login.example");
        registry.add("rcs.gateway.issuers[0].audience", () -> "rcs");
        registry.add("rcs.gateway.issuers[0].algorithms", () -> "RS256");
        registry.add("rcs.gateway.issuers[0].clock-skew", () -> "10s");
        registry.add("rcs.gateway.issuers[0].roles-claim", () -> "realm.roles");
        registry.add("rcs.gateway.issuers[0].jwks-uri", () -> SERVICES.address() + "/login/keys");
    }

    @AfterAll
    static void stop() {
        SERVICES.stop();
    }

    @BeforeEach
    void forget() {
        SERVICES.passed.clear();
    }

    @Test
    void aTokenForAKeyGrantsWhatItSaysAndTheKeyHolds() throws Exception {
        assertThat(status(own().claim("scopes", List.of("campaigns:read", "platform"))
                        .compact()))
                .isEqualTo(200);

        assertThat(passedOn()).isEqualTo(new Caller(StandIn.TENANT, TestCallers.API_KEY, Set.of("campaigns:read")));
    }

    @Test
    void aTokenDiesWithItsKey() throws Exception {
        var gone = "key_00000000000000000000000009";

        assertThat(status(own().subject(gone).compact())).isEqualTo(401);
    }

    @Test
    void aTokenIsNotExchangedForAnother() throws Exception {
        var exchange = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/auth/token"))
                .header("Authorization", "Bearer " + own().compact())
                .POST(BodyPublishers.noBody());

        assertThat(send(exchange)).isEqualTo(403);
        assertThat(SERVICES.passed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "viewer,   audiences:read campaigns:read",
        "approver, audiences:read campaigns:launch campaigns:read",
        "editor,   audiences:read audiences:write campaigns:read campaigns:write",
        "owner,    admin",
        "stranger, ''"
    })
    void aPersonMayWhatTheirRolesSay(String role, String scopes) throws Exception {
        assertThat(status(person(role).compact())).isEqualTo(200);

        var caller = passedOn();
        assertThat(caller.person()).isEqualTo("https://login.example#ann");
        assertThat(caller.tenant()).isEqualTo(StandIn.TENANT);
        assertThat(String.join(" ", caller.scopes().stream().sorted().toList())).isEqualTo(scopes);
    }

    @Test
    void aClockMayBeALittleOff() throws Exception {
        assertThat(status(person("viewer").expiration(in(-5)).compact())).isEqualTo(200);
        assertThat(status(person("viewer").expiration(in(-15)).compact())).isEqualTo(401);
    }

    static Stream<Arguments> bad() {
        var publicKey = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(LOGIN.getPublic().getEncoded());
        var pem = ("-----BEGIN PUBLIC KEY-----\n" + publicKey + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        var good = person("owner").compact();
        var parts = good.split("\\.", -1);
        var ownParts = own().compact().split("\\.", -1);
        return Stream.of(
                Arguments.of("no token at all", "nonsense"),
                Arguments.of("tampered claims", parts[0] + "." + json(claims("owner", "eve")) + "." + parts[2]),
                Arguments.of("tampered signature", good.substring(0, good.length() - 4) + "AAAA"),
                Arguments.of("no signature", parts[0] + "." + parts[1] + "."),
                Arguments.of("alg none", json(Map.of("alg", "none", "kid", "login-1")) + "." + parts[1] + "."),
                Arguments.of("alg None", json(Map.of("alg", "None", "kid", "login-1")) + "." + parts[1] + "."),
                Arguments.of(
                        "another's signature under a known kid",
                        person("owner")
                                .signWith(STRANGER.getPrivate(), Jwts.SIG.RS256)
                                .compact()),
                Arguments.of(
                        "an unknown kid",
                        person("owner").header().keyId("login-2").and().compact()),
                Arguments.of("no kid", withoutKid()),
                Arguments.of(
                        "HS256 with the public key as secret",
                        hmac(LOGIN.getPublic().getEncoded(), "login-1")),
                Arguments.of("HS256 with the public key's PEM as secret", hmac(pem, "login-1")),
                Arguments.of("HS256 with a secret that the issuer published", hmac(new byte[32], "shared")),
                Arguments.of(
                        "an algorithm that was not agreed",
                        person("owner")
                                .signWith(LOGIN.getPrivate(), Jwts.SIG.PS256)
                                .compact()),
                Arguments.of("a key in the token's own header", ownKeyInHeader()),
                Arguments.of("expired", person("owner").expiration(in(-60)).compact()),
                Arguments.of("without expiry", person("owner").expiration(null).compact()),
                Arguments.of("not valid yet", person("owner").notBefore(in(60)).compact()),
                Arguments.of(
                        "another audience",
                        person("owner")
                                .audience()
                                .remove("rcs")
                                .add("others")
                                .and()
                                .compact()),
                Arguments.of(
                        "an unknown issuer",
                        person("owner").issuer("https://evil.example").compact()),
                Arguments.of(
                        "an issuer's token in another issuer's name",
                        person("owner").issuer("https://rcs.example").compact()),
                Arguments.of(
                        "our own in an outside issuer's name",
                        own().issuer("https://login.example")
                                .audience()
                                .add("rcs")
                                .and()
                                .compact()),
                Arguments.of(
                        "our own, signed by a stranger",
                        own().signWith(STRANGERS_EC.getPrivate(), Jwts.SIG.ES256)
                                .compact()),
                Arguments.of(
                        "our own, tampered",
                        ownParts[0] + "."
                                + json(Map.of(
                                        "iss",
                                        "https://rcs.example",
                                        "aud",
                                        "rcs-api",
                                        "exp",
                                        4_000_000_000L,
                                        "sub",
                                        TestCallers.API_KEY.toString(),
                                        "scopes",
                                        List.of("platform")))
                                + "." + ownParts[2]),
                Arguments.of(
                        "no tenant", person("owner").claim("tenant_id", null).compact()),
                Arguments.of(
                        "a tenant that is none",
                        person("owner").claim("tenant_id", "tnt_x").compact()),
                Arguments.of(
                        "an unknown tenant",
                        person("owner")
                                .claim("tenant_id", "tnt_00000000000000000000000009")
                                .compact()),
                Arguments.of("the identity of inside as a credential", TestCallers.token(StandIn.TENANT, "admin")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void letsNobodyInWith(String what, String token) throws Exception {
        assertThat(status(token)).as(what).isEqualTo(401);
        assertThat(SERVICES.passed).isEmpty();
    }

    private Caller passedOn() throws InterruptedException {
        return identities
                .verify(String.valueOf(SERVICES.passed.take().identity()))
                .orElseThrow();
    }

    private int status(String token) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/campaigns"))
                .header("Authorization", "Bearer " + token));
    }

    private static int send(HttpRequest.Builder request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private static JwtBuilder own() {
        return Jwts.builder()
                .header()
                .keyId("own-1")
                .and()
                .issuer("https://rcs.example")
                .audience()
                .add("rcs-api")
                .and()
                .subject(TestCallers.API_KEY.toString())
                .claim("scopes", List.of("admin"))
                .expiration(in(60))
                .signWith(OWN.getPrivate(), Jwts.SIG.ES256);
    }

    private static JwtBuilder person(String role) {
        return Jwts.builder()
                .header()
                .keyId("login-1")
                .and()
                .claims(claims(role, "ann"))
                .signWith(LOGIN.getPrivate(), Jwts.SIG.RS256);
    }

    private static Map<String, Object> claims(String role, String name) {
        return Map.of(
                "iss",
                "https://login.example",
                "aud",
                Set.of("rcs"),
                "sub",
                name,
                "tenant_id",
                StandIn.TENANT.toString(),
                "realm",
                Map.of("roles", List.of(role)),
                "exp",
                Instant.now().getEpochSecond() + 60);
    }

    private static String withoutKid() {
        return Jwts.builder()
                .claims(claims("owner", "ann"))
                .signWith(LOGIN.getPrivate(), Jwts.SIG.RS256)
                .compact();
    }

    private static String hmac(byte[] secret, String kid) {
        return Jwts.builder()
                .header()
                .keyId(kid)
                .and()
                .claims(claims("owner", "ann"))
                .signWith(Keys.hmacShaKeyFor(secret), Jwts.SIG.HS256)
                .compact();
    }

    private static String ownKeyInHeader() {
        return Jwts.builder()
                .header()
                .keyId("login-1")
                .jwk(Jwks.builder().key((RSAPublicKey) STRANGER.getPublic()).build())
                .and()
                .claims(claims("owner", "ann"))
                .signWith(STRANGER.getPrivate(), Jwts.SIG.RS256)
                .compact();
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String json(Map<String, ?> object) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonMapper.shared().writeValueAsBytes(object));
    }

    private static String keys(String keys) {
        return "{\"keys\":[" + keys + "]}";
    }
}
