package io.rcsplatform.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.jsonwebtoken.Jwts;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTokensTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final Caller CALLER = new Caller(
            new TenantId(new UUID(1, 2)), new ApiKeyId(new UUID(3, 4)), Set.of("campaigns:read", "audiences:read"));

    @Test
    void verifiesWhatItIssued() {
        assertThat(at(NOW).verify(at(NOW).issue(CALLER, IdentityTokens.MAX_LIFE)))
                .contains(CALLER);
    }

    @Test
    void letsATokenExpire() {
        var token = at(NOW).issue(CALLER, Duration.ofSeconds(60));

        assertThat(at(NOW.plusSeconds(64)).verify(token)).contains(CALLER);
        assertThat(at(NOW.plusSeconds(66)).verify(token)).isEmpty();
    }

    @Test
    void letsATokenExpireThatItHasSeenBefore() {
        var clock = mock(Clock.class);
        when(clock.instant()).thenReturn(NOW);
        var tokens = new IdentityTokens(KEY, clock);
        var token = tokens.issue(CALLER, Duration.ofSeconds(60));

        assertThat(tokens.verify(token)).contains(CALLER);
        assertThat(tokens.verify(token)).contains(CALLER);
        when(clock.instant()).thenReturn(NOW.plusSeconds(66));
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void believesNoOtherKey() {
        var other = new byte[32];
        other[0] = 1;
        var token = new IdentityTokens(new SecretKeySpec(other, "HmacSHA256"), Clock.fixed(NOW, ZoneOffset.UTC))
                .issue(CALLER, IdentityTokens.MAX_LIFE);

        assertThat(at(NOW).verify(token)).isEmpty();
    }

    @Test
    void believesNoTokenOfLongLife() {
        assertThatThrownBy(() -> at(NOW).issue(CALLER, Duration.ofSeconds(61)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(at(NOW).verify(token("rcs-gateway", "rcs", NOW.plusSeconds(3600))))
                .isEmpty();
        assertThat(at(NOW).verify(token("rcs-gateway", "rcs", NOW.plusSeconds(60))))
                .isPresent();
    }

    @Test
    void believesNoTokenForSomethingElse() {
        assertThat(at(NOW).verify(token("somebody", "rcs", NOW.plusSeconds(60))))
                .isEmpty();
        assertThat(at(NOW).verify(token("rcs-gateway", "others", NOW.plusSeconds(60))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too short", "c2hvcnQ=", "not base64 but certainly longer than thirty-two bytes!"})
    void doesNotStartWithoutAGoodKey(String key) {
        assertThatThrownBy(() -> new IdentityProperties(key, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RCS_INTERNAL_TOKEN_KEY")
                .message()
                .satisfies(message ->
                        assertThat(key.isEmpty() || !message.contains(key)).isTrue());
    }

    private static String token(String issuer, String audience, Instant expires) {
        return Jwts.builder()
                .issuer(issuer)
                .audience()
                .add(audience)
                .and()
                .issuedAt(Date.from(NOW))
                .expiration(Date.from(expires))
                .claim("tenant", CALLER.tenant().toString())
                .claim("key", CALLER.key().toString())
                .claim("scopes", List.of("admin"))
                .signWith(KEY, Jwts.SIG.HS256)
                .compact();
    }

    private static IdentityTokens at(Instant now) {
        return new IdentityTokens(KEY, Clock.fixed(now, ZoneOffset.UTC));
    }
}
