package io.rcsplatform.campaign.tenant;

import static io.rcsplatform.campaign.whole.Api.body;
import static io.rcsplatform.campaign.whole.Api.text;
import static io.rcsplatform.campaign.whole.Api.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.rcsplatform.campaign.whole.Api;
import io.rcsplatform.campaign.whole.OnWholeService;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.test.TestCallers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OnWholeService
class TokenIT {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final TokenProperties PROPERTIES = new TokenProperties(
            "https://rcs.example.org", Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofMinutes(15));

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    SigningKeyTable table;

    @Autowired
    SealedKeys seal;

    @Autowired
    Ids ids;

    @Autowired
    PlatformTransactionManager transactions;

    TenantId tenant;

    @BeforeEach
    void noKeysYet() {
        tenant = api.tenant();
        jdbc.sql("delete from signing_key").update();
    }

    @Test
    void aTokenStandsForTheKeyAndIsVerifiedWithWhatIsPublished() {
        var given = api.postAs(tenant, Scopes.CAMPAIGNS_READ, "/v1/auth/token", "{}");

        assertThat(given).hasStatusOk();
        var published = Jwks.setParser()
                .build()
                .parse(body(api.get(tenant, "/.well-known/jwks.json")))
                .getKeys();
        var claims = Jwts.parser()
                .keyLocator(header -> published.stream()
                        .filter(key -> key.getId().equals(header.get("kid")))
                        .findFirst()
                        .orElseThrow()
                        .toKey())
                .requireAudience("rcs-api")
                .build()
                .parseSignedClaims(text(given, "$.access_token"))
                .getPayload();
        assertThat(claims.getSubject()).isEqualTo(TestCallers.API_KEY.toString());
        assertThat(claims.get("scopes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("campaigns:read");
        assertThat(Duration.between(Instant.now(), claims.getExpiration().toInstant()))
                .isLessThanOrEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void whoeverAsksForKeysBeforeTheFirstTokenGetsTheOneThatWillSignIt() {
        var published = Jwks.setParser()
                .build()
                .parse(body(api.get(tenant, "/.well-known/jwks.json")))
                .getKeys();

        var token = text(api.postAs(tenant, Scopes.CAMPAIGNS_READ, "/v1/auth/token", "{}"), "$.access_token");

        var header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        assertThat(published)
                .singleElement()
                .satisfies(key -> assertThat(header).contains(key.getId()));
    }

    @Test
    void aTokenIsGivenForLessThanTheKeyButNotForMore() {
        assertThat(texts(api.post(tenant, "/v1/auth/token", "{\"scopes\": [\"audiences:read\"]}"), "$.scopes"))
                .containsExactly("audiences:read");
        assertThat(api.post(tenant, "/v1/auth/token", "{\"scopes\": [\"platform\"]}"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        assertThat(api.post(tenant, "/v1/auth/token", "{\"scopes\": [\"any\"]}"))
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void peopleHaveTokensAlready() {
        var person = TestCallers.token(Caller.person(tenant, "https://login.example#ann", Set.of(Scopes.ADMIN)));

        assertThat(api.postWith(person, "/v1/auth/token", "{}")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void thePrivateHalvesAreNotInTheDatabaseInClear() {
        var current = current(NOW);

        var kept = jdbc.sql("select private_key from signing_key")
                .query(byte[].class)
                .single();

        assertThat(Base64.getEncoder().encodeToString(kept))
                .doesNotContain(Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(current.key().getEncoded())
                        .substring(0, 40));
        assertThat(kept).isNotEqualTo(current.key().getEncoded());
    }

    @Test
    void aNewKeyIsPublishedBeforeItSignsAndTheOldOneAfterwards() {
        var first = current(NOW).id();
        var rotation = NOW.plus(Duration.ofDays(30)).plusSeconds(1);

        assertThat(current(NOW.plus(Duration.ofDays(29))).id()).isEqualTo(first);
        assertThat(current(rotation).id()).isEqualTo(first);
        assertThat(published()).hasSize(2).contains(first);
        var second = current(rotation.plus(Duration.ofMinutes(16))).id();
        assertThat(second).isNotEqualTo(first);
        assertThat(published()).containsExactlyInAnyOrder(first, second);
        current(rotation.plus(Duration.ofDays(31)));
        assertThat(published()).hasSize(2).contains(second).doesNotContain(first);
    }

    @Test
    void instancesThatStartAtOnceMakeOneKey() throws Exception {
        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = instances.invokeAll(IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(_ -> () -> current(NOW).id())
                    .toList());

            assertThat(made.stream().map(Future::resultNow).distinct()).hasSize(1);
        }
        assertThat(published()).hasSize(1);
    }

    @Test
    void anotherPepperMakesAnotherKey() throws Exception {
        var before = current(NOW).id();
        var otherSeal = new SealedKeys(
                new ApiKeyProperties("another pepper, of this test alone", ApiKeyProperties.Environment.TEST));

        var after = current(NOW.plusSeconds(1), otherSeal).id();

        assertThat(after).isNotEqualTo(before);
        assertThat(current(NOW.plusSeconds(2), otherSeal).id()).isEqualTo(after);
    }

    private Set<String> published() {
        return keys(NOW, seal).published().stream()
                .map(SigningKeys.PublishedKey::id)
                .collect(Collectors.toSet());
    }

    private SigningKeys.SigningKey current(Instant now) {
        return current(now, seal);
    }

    private SigningKeys.SigningKey current(Instant now, SealedKeys sealedBy) {
        return new TransactionTemplate(transactions)
                .execute(_ -> keys(now, sealedBy).current());
    }

    private SigningKeys keys(Instant now, SealedKeys sealedBy) {
        return new SigningKeys(table, sealedBy, PROPERTIES, ids, Clock.fixed(now, ZoneOffset.UTC));
    }
}
