package io.rcsplatform.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.IdentityTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdentitiesTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration KEPT = Duration.ofSeconds(15);
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final ApiKeyId KEY = new ApiKeyId(new UUID(3, 4));
    private static final Set<String> SCOPES = Set.of("campaigns:read", "audiences:read");
    private static final Caller CALLER = new Caller(TENANT, KEY, SCOPES);

    private Instant now = START;
    private final Clock clock = mock(Clock.class);
    private final IdentityTokens tokens = new IdentityTokens(new SecretKeySpec(new byte[32], "HmacSHA256"), clock);
    private final Identities identities =
            new Identities(tokens, () -> Duration.between(START, now).toNanos());

    @BeforeEach
    void start() {
        when(clock.instant()).thenAnswer(_ -> now);
    }

    @Test
    void aCallersTokenServesForAWhile() {
        var token = identities.of(CALLER);

        now = START.plus(KEPT).minusMillis(1);

        assertThat(identities.of(new Caller(TENANT, KEY, SCOPES))).isEqualTo(token);
        assertThat(tokens.verify(token)).contains(CALLER);
    }

    @Test
    void afterThatTheCallerGetsANewOne() {
        var token = identities.of(CALLER);

        now = START.plus(KEPT);

        var next = identities.of(CALLER);
        assertThat(next).isNotEqualTo(token);
        now = START.plus(KEPT).plus(IdentityTokens.MAX_LIFE).minusMillis(1);
        assertThat(tokens.verify(next)).contains(CALLER);
    }

    @ParameterizedTest
    @MethodSource
    void nobodyGetsAnothersToken(Caller another) {
        var token = identities.of(CALLER);

        var anothers = identities.of(another);

        assertThat(anothers).isNotEqualTo(token);
        assertThat(tokens.verify(anothers)).contains(another);
    }

    static Stream<Caller> nobodyGetsAnothersToken() {
        return Stream.of(
                new Caller(new TenantId(new UUID(1, 3)), KEY, SCOPES),
                new Caller(TENANT, new ApiKeyId(new UUID(3, 5)), SCOPES),
                new Caller(TENANT, KEY, "ann", SCOPES),
                new Caller(TENANT, KEY, Set.of("campaigns:read")),
                new Caller(TENANT, KEY, Set.of("campaigns:read", "audiences:read", "admin")));
    }
}
